import { oppositeCap, type PerHundred } from '@/lib/core/perHundred';
import type { ConsentFacts, PatientNumbers } from './consentFacts';
import type { Say } from './say';

export interface ArrayText {
  /** People to fill in. */
  readonly count: number;
  readonly label: string;
  readonly withLegend: string;
  readonly withoutLegend: string;
  readonly tableCaption: string;
  readonly tableHead: readonly [string, string];
  readonly tableCells: readonly [string, string];
}

/** The estimate's part, or, on an abstention, plain words and population figures alone (R21). */
export type NumberText =
  | {
      readonly kind: 'estimate';
      readonly title: string;
      readonly lead: string;
      /** Both frames, shown at the same size (R3); absent where there is no single number. */
      readonly frames?: readonly { readonly figure: string; readonly sentence: string }[];
      readonly array?: ArrayText;
      readonly range: {
        /** Ends of the drawn bar, people out of 100. */
        readonly lowCount: number;
        readonly highCount: number;
        readonly sentences: readonly string[];
        readonly label: string;
      };
      readonly after: readonly string[];
    }
  | { readonly kind: 'abstention'; readonly title: string; readonly sentences: readonly string[] };

/** How many people, both frames, range and where the number comes from (R3, R7, R8, R9). */
export function numberText(say: Say, { numbers, demonstration, trainingPatients }: ConsentFacts): NumberText {
  if (numbers.kind === 'abstention')
    return {
      kind: 'abstention',
      title: say('abstainTitle'),
      sentences: [say('abstain'), say('abstainWhy'), say('abstainNext')],
    };
  const { point } = numbers;
  return {
    kind: 'estimate',
    title: say('numberTitle'),
    lead: say('think'),
    ...(point && { frames: frames(say, point), array: arrayText(say, point) }),
    range: rangeText(say, numbers),
    after: [
      say('fromProgram'),
      ...(demonstration ? [say('learnedMadeUp')] : []),
      ...(!demonstration && trainingPatients !== undefined ? [say('learnedReal', { patients: trainingPatients })] : []),
      say('mayNotFit'),
      say('noComparison'),
    ],
  };
}

const withIt = ({ count, cap }: PerHundred) => ({ count, cap });
const withoutIt = ({ rest, cap }: PerHundred) => ({ count: rest, cap });
/** "About 31 of 100"; the cap of those without is the opposite one. */
const figures = (say: Say, { count, rest, cap }: PerHundred) =>
  [say('figure', { count, cap }), say('figure', { count: rest, cap: oppositeCap[cap] })] as const;

function frames(say: Say, point: PerHundred) {
  const [withFigure, withoutFigure] = figures(say, point);
  return [
    { figure: withFigure, sentence: say('withPain', withIt(point)) },
    { figure: withoutFigure, sentence: say('withoutPain', withoutIt(point)) },
  ];
}

function arrayText(say: Say, point: PerHundred): ArrayText {
  const [withFigure, withoutFigure] = figures(say, point);
  const [withSentence, withoutSentence] = [say('withPain', withIt(point)), say('withoutPain', withoutIt(point))];
  return {
    count: point.count,
    label: say('arrayLabel', { with: withSentence, without: withoutSentence }),
    withLegend: say('legendWith', { figure: withFigure }),
    withoutLegend: say('legendWithout', { figure: withoutFigure }),
    tableCaption: say('tableCaption'),
    tableHead: [say('tableOutcome'), say('tablePeople')],
    tableCells: [withFigure, withoutFigure],
  };
}

function rangeText(say: Say, { point, low, high }: Extract<PatientNumbers, { kind: 'estimate' }>) {
  const bounds = { low: say('bound', withIt(low)), high: say('bound', withIt(high)) };
  const rest = {
    low: say('bound', { count: high.rest, cap: oppositeCap[high.cap] }),
    high: say('bound', { count: low.rest, cap: oppositeCap[low.cap] }),
  };
  const isOne = bounds.low === bounds.high;
  const range = isOne ? say('rangeOne', bounds) : say(isBounded(low, high) ? 'rangeBounded' : 'range', bounds);
  return {
    lowCount: low.count,
    highCount: high.count,
    sentences: [
      say(point ? 'notSure' : 'noSingle'),
      range,
      isOne ? say('rangeOneWithout', rest) : say('rangeWithout', rest),
    ],
    label: isOne ? range : say('rangeLabel', bounds),
  };
}

/** "As low as 2 or fewer" would say a bound twice. */
const isBounded = (low: PerHundred, high: PerHundred): boolean => low.cap !== 'none' || high.cap !== 'none';
