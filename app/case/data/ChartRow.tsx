import type { ReactNode } from 'react';
import type { ChartValue } from '@/lib/fhir/chartData';
import { Origin } from './Origin';

interface ChartRowProps<T> {
  readonly label: string;
  readonly value: ChartValue<T>;
  readonly say: (value: T) => string;
  readonly children?: ReactNode;
}

/** One value of the chart in a list: what it is, how old, and where it came from (S14). */
export function ChartRow<T>({ label, value, say, children }: ChartRowProps<T>) {
  return (
    <div className="grid gap-x-4 border-t border-line py-2 first:border-t-0 min-[480px]:grid-cols-[minmax(0,1fr)_auto]">
      <dt className="text-soft">{label}</dt>
      <dd className="min-w-0 min-[480px]:col-start-1">
        <span className={value.state === 'unknown' ? 'text-soft' : 'text-base font-medium'}>{wordOf(value, say)}</span>
        {value.state === 'unknown' && <span className="text-soft">, {value.reason}</span>}
        {value.state === 'conflict' && (
          <span className="block text-attention">The chart contradicts itself: correct it to use one.</span>
        )}
        {(value.state === 'present' || value.state === 'old') && <Origin source={value.source} value={value.value} />}
      </dd>
      {children && (
        <dd className="min-[480px]:col-start-2 min-[480px]:row-span-2 min-[480px]:row-start-1 min-[480px]:justify-self-end">
          {children}
        </dd>
      )}
    </div>
  );
}

function wordOf<T>(value: ChartValue<T>, say: (value: T) => string): string {
  if (value.state === 'present' || value.state === 'old') return say(value.value);
  return value.state === 'conflict' ? value.candidates.map((one) => say(one.value)).join(' or ') : 'Unknown';
}
