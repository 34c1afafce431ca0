import { formatDate, isIsoDate } from '@/lib/core/dates';
import type { DisplayRange } from '@/lib/core/perHundred';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { ChartData, ChartValue, CtSeries } from '@/lib/fhir/chartData';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import type { AugmentationOrder } from './augmentationOrder';

/** A signed estimate as it stands in the chart. */
export interface SignedEstimate {
  /** "RiskAssessment/id". */
  readonly reference: string;
  readonly signedOn: string;
  /** 0 to 1. */
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly displayRange?: DisplayRange;
  readonly level: VertebraLevel;
  readonly demonstration: boolean;
  /** false once it was withdrawn, its model was stopped (S20), or an input in the chart is newer than the signature (S18). */
  readonly current: boolean;
}

/** What decides which card an order gets, and what it says; everything is read from the chart, nothing is computed by a model (C5). */
export interface OrderFacts {
  readonly orderReference: string;
  readonly level?: VertebraLevel;
  /** Adult with one osteoporotic fracture at the ordered level, and nothing that makes the estimate abstain for certain. */
  readonly inScope: boolean;
  /** A T-score, recent enough. */
  readonly bmdOnFile: boolean;
  /** Density that the model cannot use (areal, of a femur region, without date or readable unit): nobody may say that none is on file. */
  readonly otherBmdOnFile: boolean;
  readonly cleftRecorded: boolean;
  readonly ctOnFile: boolean;
  readonly osteoporosisDrugOnFile: boolean;
  readonly fasciaRecorded: boolean;
  readonly ordersInPlace: ReadonlySet<SuggestedOrder>;
  readonly signed?: SignedEstimate;
  /** What was found, with its date (C7): "T-score lumbar spine of 5 Jan 2026". */
  readonly bmdSource?: string;
  readonly ctSource?: string;
}

const adultYears = 18;

/**
 * @param abstains the model would abstain whatever a clinician still enters.
 */
export function orderFacts(
  order: AugmentationOrder,
  chart: ChartData,
  signedEstimates: readonly SignedEstimate[],
  inPlace: OrderFacts['ordersInPlace'],
  abstains: boolean,
): OrderFacts {
  const level = order.level ?? (chart.fractures.length === 1 ? chart.fractures[0].level : undefined);
  const signed = signedEstimates
    .filter((estimate) => estimate.level === level)
    .sort((a, b) => Date.parse(b.signedOn) - Date.parse(a.signedOn))[0];
  const ct = chart.ctSeries.find(showsSpine);
  const bmdSource = sourceOf(chart.tScore);
  return {
    orderReference: order.reference,
    inScope: !abstains && level !== undefined && isInScope(chart, level),
    bmdOnFile: isOnFile(chart.tScore),
    otherBmdOnFile: [...Object.values(chart.tScores), ...Object.values(chart.arealBmd)].some((value) => !isOld(value)),
    cleftRecorded: isOnFile(chart.cleft),
    ctOnFile: ct !== undefined,
    osteoporosisDrugOnFile: chart.osteoporosisDrug.state === 'present',
    fasciaRecorded: isOnFile(chart.fasciaInjury),
    ordersInPlace: inPlace,
    ...(level && { level }),
    ...(signed && { signed }),
    ...(bmdSource && { bmdSource }),
    ...(ct && { ctSource: dated('CT', ct.started) }),
  };
}

const isOnFile = ({ state }: ChartValue<unknown>): boolean => state === 'present' || state === 'conflict';

/** Known to be older than the limit; without a date nobody knows. */
const isOld = (value: ChartValue<unknown>): boolean => value.state === 'old' && value.source.ageDays !== undefined;

function sourceOf(value: ChartValue<unknown>): string | undefined {
  if (value.state === 'unknown') return undefined;
  const { source } = value.state === 'conflict' ? value.candidates[0] : value;
  return dated(source.display, source.date);
}

/** A card shows dates and names of ours, and no other text of the chart. */
const dated = (what: string, date: string | undefined): string =>
  isIsoDate(date) ? `${what} of ${formatDate(date)}` : `${what} without a date`;

/** Regions that hold no thoracic or lumbar vertebra, as descriptions name them. */
const elsewhere =
  /\b(head|brain|skull|cranial|cerebral|sinus(es)?|orbits?|facial|mandible|temporal|neck|cervical|shoulder|humerus|elbow|forearm|wrist|hand|fingers?|femur|knee|tibia|calf|ankle|foot|toes?|leg)\b/i;
const spine = /thorac|lumb|dorsal|vertebra|whole spine/i;

/** A CT counts as one of the spine unless its description names another region alone. */
const showsSpine = ({ description = '' }: CtSeries): boolean => spine.test(description) || !elsewhere.test(description);

function isInScope(chart: ChartData, level: VertebraLevel): boolean {
  const age = chart.ageYears;
  const adult = age.state === 'present' && age.value >= adultYears;
  const fractured = chart.fractures.some((fracture) => fracture.level === level);
  const pathologic = chart.pathologicFracture.state === 'present' && chart.pathologicFracture.value;
  const earlier = chart.earlierAugmentation;
  const augmentedBefore = earlier.state === 'present' && earlier.value.includes(level);
  return adult && fractured && !pathologic && !augmentedBefore;
}
