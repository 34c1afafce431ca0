import type { DisplayRange } from '@/lib/core/perHundred';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';
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
  /** false once an input in the chart is newer than the signature (S18). */
  readonly current: boolean;
}

/** What decides which card an order gets; everything is read from the chart, nothing is computed by a model (C5). */
export interface OrderFacts {
  readonly orderReference: string;
  readonly level?: VertebraLevel;
  /** Adult with one osteoporotic fracture at the ordered level, and nothing that makes the estimate abstain for certain. */
  readonly inScope: boolean;
  /** A T-score, recent enough. */
  readonly bmdOnFile: boolean;
  /** Areal density without a T-score: the model abstains, and nobody may say that no density is on file. */
  readonly arealBmdOnFile: boolean;
  readonly cleftRecorded: boolean;
  readonly ctOnFile: boolean;
  readonly osteoporosisDrugOnFile: boolean;
  readonly ordersInPlace: ReadonlySet<SuggestedOrder>;
  readonly signed?: SignedEstimate;
}

const adultYears = 18;

export function orderFacts(
  order: AugmentationOrder,
  chart: ChartData,
  signedEstimates: readonly SignedEstimate[],
  inPlace: OrderFacts['ordersInPlace'],
): OrderFacts {
  const level = order.level ?? (chart.fractures.length === 1 ? chart.fractures[0].level : undefined);
  const signed = signedEstimates
    .filter((estimate) => estimate.level === level)
    .sort((a, b) => (a.signedOn < b.signedOn ? 1 : -1))[0];
  return {
    orderReference: order.reference,
    inScope: level !== undefined && isInScope(chart, level),
    bmdOnFile: isOnFile(chart.tScore),
    arealBmdOnFile: Object.values(chart.arealBmd).some(isOnFile),
    cleftRecorded: chart.cleft.state === 'present',
    ctOnFile: chart.ctSeries.length > 0,
    osteoporosisDrugOnFile: chart.osteoporosisDrug.state === 'present',
    ordersInPlace: inPlace,
    ...(level && { level }),
    ...(signed && { signed }),
  };
}

const isOnFile = ({ state }: ChartValue<unknown>): boolean => state === 'present' || state === 'conflict';

function isInScope(chart: ChartData, level: VertebraLevel): boolean {
  const age = chart.ageYears;
  const adult = age.state === 'present' && age.value >= adultYears;
  const fractured = chart.fractures.some((fracture) => fracture.level === level);
  const pathologic = chart.pathologicFracture.state === 'present' && chart.pathologicFracture.value;
  const earlier = chart.earlierAugmentation;
  const augmentedBefore = earlier.state === 'present' && earlier.value.includes(level);
  return adult && fractured && !pathologic && !augmentedBefore;
}
