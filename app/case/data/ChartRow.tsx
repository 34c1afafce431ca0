import type { ReactNode } from 'react';
import type { ChartValue, SourcedValue } from '@/lib/fhir/chartData';
import { StateMark } from '@/lib/ui/StateMark';
import { Origin } from './Origin';

interface ChartRowProps<T> {
  readonly label: string;
  readonly value: ChartValue<T>;
  readonly say: (value: T) => string;
  /** Why it could not be read, where it is not known because of that. */
  readonly unread?: string | undefined;
  readonly children?: ReactNode;
}

/** One value of the chart in a list: what it is, how old, and where it came from (S14). */
export function ChartRow<T>({ label, value, say, unread, children }: ChartRowProps<T>) {
  const sourced = ({ value: one, source }: SourcedValue<T>) => (
    <>
      <span className="text-base font-medium">{say(one)}</span>
      <Origin source={source} value={one} beside={[label, say(one)]} />
    </>
  );
  return (
    <div className="grid gap-x-4 border-t border-line py-2 first:border-t-0 min-[480px]:grid-cols-[minmax(0,1fr)_auto]">
      <dt className="text-soft">{label}</dt>
      <dd className="min-w-0 min-[480px]:col-start-1">
        {value.state === 'unknown' && (
          <>
            <StateMark state="unknown">Unknown</StateMark>
            <span className="text-soft">, {unread ?? value.reason}</span>
          </>
        )}
        {value.state === 'conflict' && (
          <>
            <StateMark state="attention">
              {children ? 'The chart contradicts itself: change it to use one' : 'The chart contradicts itself'}
            </StateMark>
            <ul>
              {value.candidates.map((candidate) => (
                <li key={candidate.source.reference}>{sourced(candidate)}</li>
              ))}
            </ul>
          </>
        )}
        {(value.state === 'present' || value.state === 'old') && sourced(value)}
      </dd>
      {children && (
        <dd className="min-[480px]:col-start-2 min-[480px]:row-span-2 min-[480px]:row-start-1 min-[480px]:justify-self-end">
          {children}
        </dd>
      )}
    </div>
  );
}
