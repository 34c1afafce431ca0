import type { ReactNode } from 'react';
import { formatAge, formatDate } from '@/lib/core/dates';
import { withMinus } from '@/lib/core/inPrint';
import type { ChartData, ChartValue, CtSeries, SourcedValue } from '@/lib/fhir/chartData';
import { SourceTile, type SourceTileProps, type TileSource } from '@/lib/ui/SourceTile';
import { SourceLink } from '../SourceLink';
import { orderOfAnotherLevel } from './readiness';

interface ReadinessTilesProps {
  readonly chart: ChartData;
  /** At the fracture that is to be treated. */
  readonly cleft: ChartValue<boolean>;
  readonly choices: Readonly<Record<string, string>>;
  readonly onChoose: (input: string, reference: string) => void;
  /** Below the bone density: its correction, and the way to ask for one. */
  readonly underBoneDensity: ReactNode;
}

/** Fracture, bone density, cleft and CT: what an estimate cannot do without (P1). */
export function ReadinessTiles({ chart, cleft, choices, onChoose, underBoneDensity }: ReadinessTilesProps) {
  const chooser = <T,>(input: string, value: ChartValue<T>, say: (value: T) => string) =>
    value.state === 'conflict' ? (
      <Choice input={input} candidates={value.candidates} chosen={choices[input]} say={say} onChoose={onChoose} />
    ) : undefined;
  const sayLevel = ({ level }: { level: string }) => `${level} vertebra`;
  const sayScore = (score: number) => withMinus(score.toFixed(1));
  const sayCleft = (present: boolean) => (present ? 'Present' : 'Absent');
  const otherLevel = orderOfAnotherLevel(chart);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SourceTile
        title="Fracture"
        {...tileOf(chart.fracture, sayLevel, 'Missing')}
        {...(otherLevel && ({ state: 'stop', stateWord: 'Levels differ' } as const))}
      >
        {otherLevel && (
          <p className="mt-2 font-medium">
            The order names {otherLevel.level}: <SourceLink reference={otherLevel.reference} />
          </p>
        )}
        {chooser('fracture', chart.fracture, sayLevel)}
      </SourceTile>
      <SourceTile title="Bone density (lowest T-score)" {...tileOf(chart.tScore, sayScore, 'Missing', 'SD')}>
        {chooser('tScore', chart.tScore, sayScore)}
        {underBoneDensity}
      </SourceTile>
      <SourceTile title="Intravertebral cleft" {...tileOf(cleft, sayCleft, 'Not recorded')}>
        {chooser('cleft', cleft, sayCleft)}
      </SourceTile>
      <SourceTile title="CT" {...ctTile(chart.ctSeries[0])} />
    </div>
  );
}

function tileOf<T>(
  value: ChartValue<T>,
  say: (value: T) => string,
  missing: string,
  unit?: string,
): Omit<SourceTileProps, 'title'> {
  const inUnit = unit && { unit };
  switch (value.state) {
    case 'present':
      return { state: 'ok', stateWord: 'On file', value: say(value.value), ...inUnit, source: sourceOf(value) };
    case 'old':
      return {
        state: 'attention',
        stateWord: `Older than ${Math.round(value.limitDays / 30.4)} months`,
        value: say(value.value),
        ...inUnit,
        source: sourceOf(value),
      };
    case 'conflict':
      return { state: 'attention', stateWord: 'Choose one', value: `${value.candidates.length} values` };
    case 'unknown':
      return {
        state: 'unknown',
        stateWord: missing,
        value: 'Unknown',
        source: { display: value.reason },
      };
  }
}

function sourceOf<T>({ value, source }: SourcedValue<T>): TileSource {
  const { date, ageDays, display, reference, original, newerUnread } = source;
  // The chart's own value stands beside ours where it was converted, and is not said twice where it was not.
  const converted = original?.unit && Number(original.value) !== value;
  return {
    display,
    reference: <SourceLink reference={reference} />,
    ...(date && { date: formatDate(date) }),
    ...(ageDays !== undefined && { age: ageOf(ageDays) }),
    ...(converted && { original: `${original.value} ${original.unit}` }),
    ...(newerUnread && { remark: `A newer record could not be read: ${newerUnread}.` }),
  };
}

/** In days, as limits count, beside the months or years that a person counts in (P1). */
const ageOf = (days: number): string => (days > 60 ? `${formatAge(days)} (${days} days)` : formatAge(days));

function ctTile(series: CtSeries | undefined): Omit<SourceTileProps, 'title'> {
  if (!series)
    return {
      state: 'unknown',
      stateWord: 'Missing',
      value: 'Unknown',
      source: { display: 'no CT study' },
    };
  return {
    state: 'ok',
    stateWord: 'On file',
    value: series.description ?? 'CT series',
    source: {
      display: series.instances ? `${series.instances} images` : 'number of images not stated',
      reference: <SourceLink reference={series.imagingStudyReference} />,
      ...(series.started && { date: formatDate(series.started) }),
      ...(series.ageDays !== undefined && { age: ageOf(series.ageDays) }),
    },
  };
}

interface ChoiceProps<T> {
  readonly input: string;
  readonly candidates: readonly SourcedValue<T>[];
  readonly chosen: string | undefined;
  readonly say: (value: T) => string;
  readonly onChoose: (input: string, reference: string) => void;
}

/** Values that contradict each other: the clinician says which one holds. */
function Choice<T>({ input, candidates, chosen, say, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset className="mt-2">
      <legend className="text-soft">Which one holds?</legend>
      {candidates.map(({ value, source }) => (
        <label key={source.reference} className="flex min-h-8 items-baseline gap-2">
          <input
            type="radio"
            name={input}
            className="size-4 shrink-0 translate-y-[3px] accent-accent"
            checked={chosen === source.reference}
            onChange={() => onChoose(input, source.reference)}
          />
          <span>
            <strong className="font-semibold">{say(value)}</strong>, {source.display}
            {source.date && `, ${formatDate(source.date)}`}
            {source.ageDays !== undefined && `, ${ageOf(source.ageDays)}`}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
