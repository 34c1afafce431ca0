import { type MarkState, StateMark } from './StateMark';

export interface Fact {
  readonly name: string;
  readonly state: MarkState;
  /** "1 of 11 unknown": what holds, beside the mark of its state. */
  readonly value: string;
  /** What it means, as a sentence. */
  readonly detail: string;
}

/** A few facts, side by side where they have the width of the page, each with shape, word and colour of its state (P3). */
export function FactStrip({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="mt-3 grid gap-x-4 min-[560px]:max-lg:grid-cols-2">
      {facts.map(({ name, state, value, detail }) => (
        <div key={name} className="border-t border-line py-2">
          <dt className="text-soft">{name}</dt>
          <dd className="font-medium">
            <StateMark state={state}>{value}</StateMark>
          </dd>
          <dd className="text-soft">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
