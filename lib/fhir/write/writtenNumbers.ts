import type { RiskAssessment } from 'fhir/r4';
import { displayRangeExtension, intervalExtension } from './systems';

interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The numbers of an estimate of ours as a chart holds them, in per cent and as rounded when they were written. */
export interface WrittenNumbers {
  readonly per100?: number;
  readonly range?: Bounds;
  /** What validation covered (S10). */
  readonly displayRange?: Bounds;
}

/** Reads back what resources.ts writes into the first prediction. */
export function writtenNumbers({ prediction }: RiskAssessment): WrittenNumbers {
  const [first] = prediction ?? [];
  const boundsOf = (extension: string): Bounds | undefined => {
    const range = first?.extension?.find(({ url }) => url === extension)?.valueRange;
    const [low, high] = [range?.low?.value, range?.high?.value];
    return low === undefined || high === undefined ? undefined : { low, high };
  };
  const [range, displayRange] = [boundsOf(intervalExtension), boundsOf(displayRangeExtension)];
  return {
    ...(first?.probabilityDecimal !== undefined && { per100: first.probabilityDecimal }),
    ...(range && { range }),
    ...(displayRange && { displayRange }),
  };
}
