import { useId } from 'react';
import type { SourcedValue } from '@/lib/fhir/chartData';
import { Origin } from './Origin';

interface ChoiceProps<T> {
  readonly input: string;
  readonly candidates: readonly SourcedValue<T>[];
  readonly chosen: string | undefined;
  readonly say: (value: T) => string;
  readonly onChoose: (input: string, reference: string) => void;
}

/** Values that contradict each other, each with where it came from: the clinician says which one holds. */
export function Choice<T>({ input, candidates, chosen, say, onChoose }: ChoiceProps<T>) {
  const id = useId();
  return (
    <fieldset className="mt-2">
      <legend className="text-soft">Which one holds?</legend>
      {candidates.map(({ value, source }, index) => (
        <div key={source.reference} className="mt-1">
          <label className="flex min-h-8 items-baseline gap-2">
            <input
              type="radio"
              name={input}
              aria-describedby={`${id}-${index}`}
              className="size-4 shrink-0 translate-y-[3px] accent-accent"
              checked={chosen === source.reference}
              onChange={() => onChoose(input, source.reference)}
            />
            <strong className="font-semibold">{say(value)}</strong>
          </label>
          <div className="ml-6">
            <Origin id={`${id}-${index}`} source={source} value={value} beside={[say(value)]} />
          </div>
        </div>
      ))}
    </fieldset>
  );
}
