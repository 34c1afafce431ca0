import { Button } from './Button';

interface OutOf100Props {
  readonly value: number | undefined;
  readonly least: number;
  readonly most: number;
  /** What is chosen, as a sentence: the name of the slider. */
  readonly label: string;
  readonly onChange: (value: number) => void;
}

const notChosen = 'not chosen yet';

/** A number of people out of 100: by slider, by arrow keys, or one at a time by button (WCAG 2.5.7). Until then the slider looks and reads as not set. */
export function OutOf100({ value, least, most, label, onChange }: OutOf100Props) {
  const step = (by: number) => onChange(Math.max(least, Math.min(most, (value ?? least) + by)));
  return (
    <div className="mt-3">
      <output className="block text-[28px] leading-9 font-semibold">
        {value === undefined ? <span className="text-xl font-normal text-soft">{notChosen}</span> : `${value} of 100`}
      </output>
      <div className="mt-1 flex items-center gap-3">
        <Button onPress={() => step(-1)} label="One fewer">
          −
        </Button>
        <div className="min-w-0 flex-1">
          <input
            type="range"
            min={least}
            max={most}
            value={value ?? least}
            data-unset={value === undefined ? '' : undefined}
            aria-valuetext={value === undefined ? notChosen : `${value} of 100`}
            onChange={({ target }) => onChange(Number(target.value))}
            aria-label={label}
            className="block h-8 w-full"
          />
          <p aria-hidden="true" className="flex justify-between text-xs text-soft">
            <span>{least}</span>
            <span>{most} of 100</span>
          </p>
        </div>
        <Button onPress={() => step(1)} label="One more">
          +
        </Button>
      </div>
    </div>
  );
}
