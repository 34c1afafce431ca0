import { type ConsentRecord, textSizes } from '@/lib/consent/consentRecord';
import { catalogues, patientLanguages } from '@/lib/consent/messages/catalogue';
import type { ChangeRecord } from './changeRecord';

const sizeNames = { large: 'Large text', larger: 'Larger text', largest: 'Largest text' } as const;
const letters = { large: 'text-[18px]', larger: 'text-[22px]', largest: 'text-[26px]' } as const;

/** Language and size of the words; the patient may change both at any time. */
export function ReadingChoices({
  record,
  onChange,
}: {
  readonly record: ConsentRecord;
  readonly onChange: ChangeRecord;
}) {
  const button = (pressed: boolean) =>
    `min-h-11 min-w-11 rounded-md border px-3 text-[18px] ${pressed ? 'border-accent bg-accent text-on-accent' : 'border-line bg-raised'}`;
  return (
    <div className="flex flex-wrap justify-between gap-x-6 gap-y-2 py-3">
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only" lang="en">
          Language
        </legend>
        {patientLanguages.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={record.language === language}
            className={button(record.language === language)}
            onClick={() => onChange({ language }, `language-${language}`)}
          >
            {catalogues[language].name}
          </button>
        ))}
      </fieldset>
      <fieldset className="flex gap-2" lang="en">
        <legend className="sr-only">Size of the words</legend>
        {textSizes.map((size) => (
          <button
            key={size}
            type="button"
            aria-label={sizeNames[size]}
            aria-pressed={record.textSize === size}
            className={button(record.textSize === size)}
            onClick={() => onChange({ textSize: size })}
          >
            <span aria-hidden="true" className={letters[size]}>
              A
            </span>
          </button>
        ))}
      </fieldset>
    </div>
  );
}
