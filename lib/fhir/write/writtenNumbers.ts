import type { Extension, Observation, RiskAssessment } from 'fhir/r4';
import type { Bounds } from '@/lib/core/perHundred';
import { backcastCodes, displayRangeExtension, estimateEndCodes, intervalExtension } from './systems';

/** The numbers of an estimate of ours as a chart holds them, in per cent and as rounded when they were written. */
export interface WrittenNumbers {
  readonly per100?: number;
  readonly range?: Bounds;
  /** What validation covered (S10). */
  readonly displayRange?: Bounds;
}

/** Reads back what resources.ts writes into the first prediction, or fallback.ts into an Observation. */
export function writtenNumbers(estimate: RiskAssessment | Observation): WrittenNumbers {
  return estimate.resourceType === 'Observation' ? observedNumbers(estimate) : predictedNumbers(estimate);
}

function predictedNumbers({ prediction }: RiskAssessment): WrittenNumbers {
  const [first] = prediction ?? [];
  return numbers(
    first?.probabilityDecimal,
    boundsIn(first?.extension, intervalExtension),
    boundsIn(first?.extension, displayRangeExtension),
  );
}

function observedNumbers({ valueQuantity, component, extension }: Observation): WrittenNumbers {
  const end = (wanted: string) =>
    component?.find(({ code }) =>
      code.coding?.some(({ system, code: one }) => system === backcastCodes && one === wanted),
    )?.valueQuantity?.value;
  return numbers(
    valueQuantity?.value,
    bounds(end(estimateEndCodes.low), end(estimateEndCodes.high)),
    boundsIn(extension, displayRangeExtension),
  );
}

const numbers = (per100?: number, range?: Bounds, displayRange?: Bounds): WrittenNumbers => ({
  ...(per100 !== undefined && { per100 }),
  ...(range && { range }),
  ...(displayRange && { displayRange }),
});

function boundsIn(extensions: readonly Extension[] | undefined, url: string): Bounds | undefined {
  const range = extensions?.find((extension) => extension.url === url)?.valueRange;
  return bounds(range?.low?.value, range?.high?.value);
}

const bounds = (low: number | undefined, high: number | undefined): Bounds | undefined =>
  low === undefined || high === undefined ? undefined : { low, high };
