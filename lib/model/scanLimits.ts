import type { LimitFinding } from './assessment';
import type { CaseFacts } from './caseFacts';
import { limitsOfFacts } from './limits';
import type { ModelLimit } from './manifestLimits';

/** Facts of a scan that a limit can speak of, before anything is outlined in it. */
export const scanFacts = [
  'ctAgeDays',
  'modality',
  'sliceSpacingMm',
  'sliceThicknessMm',
  'inPlaneSpacingMm',
  'kvp',
  'kernel',
  'contrast',
  'scannerModel',
] as const;
export type ScanFact = (typeof scanFacts)[number];

/** One fact of a scan against the model's limits: what they are, and which of them is reached. */
export interface ScanLimit {
  readonly fact: ScanFact;
  readonly state: 'ok' | 'attention' | 'stop';
  /** In words; empty where the model has none for this fact. */
  readonly limit: string;
  readonly finding?: LimitFinding;
}

/** Each fact of a scan against the model's own limits, the worst first where it has several. */
export function scanLimits(limits: readonly ModelLimit[], facts: CaseFacts): readonly ScanLimit[] {
  return scanFacts.map((fact) => {
    const own = limits.filter(({ rule }) => 'fact' in rule && rule.fact === fact);
    const reached = limitsOfFacts(own, facts);
    const finding = reached.find(({ severity }) => severity === 'abstain') ?? reached[0];
    const stated = own.find(({ id }) => id === finding?.id) ?? own[0];
    return {
      fact,
      state: finding === undefined ? 'ok' : finding.severity === 'abstain' ? 'stop' : 'attention',
      limit: stated?.limit ?? '',
      ...(finding && { finding }),
    };
  });
}
