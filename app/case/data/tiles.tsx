import { formatDate } from '@/lib/core/dates';
import type { ChartValue, CtSeries, SourcedValue } from '@/lib/fhir/chartData';
import type { SourceTileProps, TileSource } from '@/lib/ui/SourceTile';
import { ageInWords, saysMore } from './originWords';
import { Sources } from './Sources';

type Tile = SourceTileProps;

interface TileWords<T> {
  readonly title: string;
  readonly say: (value: T) => string;
  readonly unit?: string;
  /** Of a value that is not on file. */
  readonly missing: string;
  /** Why the chart could not be read: then nobody knows whether it is on file. */
  readonly unread: string | undefined;
}

export function valueTile<T>(value: ChartValue<T>, { title, say, unit, missing, unread }: TileWords<T>): Tile {
  const inUnit = unit && { unit };
  switch (value.state) {
    case 'present':
      return { title, state: 'ok', stateWord: 'On file', value: say(value.value), ...inUnit, source: sourceOf(value) };
    case 'old':
      return {
        title,
        state: 'attention',
        stateWord: `Older than ${Math.round(value.limitDays / 30.4)} months`,
        value: say(value.value),
        ...inUnit,
        source: sourceOf(value),
      };
    case 'conflict':
      return { title, state: 'attention', stateWord: 'Choose one', value: `${value.candidates.length} values` };
    case 'unknown':
      return unknownTile(title, unread ? 'Not read' : missing, unread ?? value.reason);
  }

  function sourceOf({ value: one, source }: SourcedValue<T>): TileSource {
    const { date, ageDays, display, reference, also = [], original, newerUnread } = source;
    // The chart's own value stands beside ours where it was converted, and is not said twice where it was not.
    const converted = original?.unit && Number(original.value) !== one;
    return {
      ...(saysMore(display, [title, say(one)]) && { display }),
      reference: <Sources references={[reference, ...also]} />,
      ...(date && { date: formatDate(date) }),
      ...(ageDays !== undefined && { age: ageInWords(ageDays) }),
      ...(converted && { original: `${original.value} ${original.unit}` }),
      ...(newerUnread && { remark: `A newer record could not be read: ${newerUnread}.` }),
    };
  }
}

/** @param atMostDays age from which on the model has a remark about the scan. */
export function ctTile(series: CtSeries | undefined, unread: string | undefined, atMostDays: number | undefined): Tile {
  if (!series) return unknownTile('CT', unread ? 'Not read' : 'Missing', unread ?? 'no CT study');
  const { ageDays } = series;
  const age =
    ageDays === undefined
      ? ({ state: 'attention', stateWord: 'Date unknown' } as const)
      : atMostDays !== undefined && ageDays > atMostDays
        ? ({ state: 'attention', stateWord: `Older than ${inWeeks(atMostDays)}` } as const)
        : ({ state: 'ok', stateWord: 'On file' } as const);
  return {
    title: 'CT',
    ...age,
    value: series.description ?? 'CT series',
    source: {
      display: series.instances ? `${series.instances} images` : 'number of images not stated',
      reference: <Sources references={[series.imagingStudyReference]} />,
      ...(series.started && { date: formatDate(series.started) }),
      ...(ageDays !== undefined && { age: ageInWords(ageDays) }),
    },
  };
}

const inWeeks = (days: number): string => (days % 7 === 0 ? `${days / 7} weeks` : `${days} days`);

const unknownTile = (title: string, stateWord: string, display: string): Tile => ({
  title,
  state: 'unknown',
  stateWord,
  value: 'Unknown',
  source: { display },
});
