import type { OptionsOrder } from '@/lib/consent/consentRecord';
import type { ConsentTexts } from '@/lib/consent/consentTexts';
import type { ChangeRecord } from './changeRecord';

interface OptionsSectionProps {
  readonly options: ConsentTexts['options'];
  readonly order: OptionsOrder;
  readonly onChange: ChangeRecord;
}

/** The choices side by side, no procedure among them; which half of each comes first can be switched (R11, R12). */
export function OptionsSection({ options, order, onChange }: OptionsSectionProps) {
  return (
    <section className="mt-8">
      <h2 className="text-[1.2em] leading-snug font-semibold">{options.title}</h2>
      <p className="mt-2">{options.intro}</p>
      <fieldset className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1">
        <legend className="float-start me-4 text-soft">{options.orderQuestion}</legend>
        {(
          [
            ['good-first', options.goodFirst],
            ['hard-first', options.hardFirst],
          ] as const
        ).map(([id, name]) => (
          <label key={id} className="flex min-h-11 items-center gap-2">
            <input
              type="radio"
              name="options-order"
              className="size-6 shrink-0 accent-accent"
              checked={order === id}
              onChange={() => onChange({ order: id }, `order-${id}`)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      <div className="mt-3 grid gap-3 min-[560px]:grid-cols-2">
        {options.columns.map(({ title, what, halves }) => (
          <section key={title} className="rounded-md border border-line bg-raised p-4">
            <h3 className="text-[1.1em] font-semibold">{title}</h3>
            <p className="mt-1">{what}</p>
            {halves.map((half) => (
              <div key={half.title} className="mt-3 border-t border-line pt-2">
                <h4 className="font-semibold text-soft">{half.title}</h4>
                <ul className="mt-1 space-y-2">
                  {half.items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              </div>
            ))}
          </section>
        ))}
      </div>
      <p className="mt-3">{options.both}</p>
    </section>
  );
}
