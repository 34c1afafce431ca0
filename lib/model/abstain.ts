import type { Abstention, LimitFinding } from './assessment';
import type { CaseFacts } from './caseFacts';
import type { ModelManifest } from './manifest';
import { modelIdentity, type VersionFacts } from './modelIdentity';

/** The abstention for these findings; those that only caution stand beside its reasons. */
export function abstain(
  findings: readonly LimitFinding[],
  facts: VersionFacts & Pick<CaseFacts, 'now'>,
  manifest: ModelManifest,
): Abstention {
  return {
    kind: 'abstention',
    model: modelIdentity(facts, manifest),
    reasons: findings.filter(({ severity }) => severity === 'abstain'),
    cautions: findings.filter(({ severity }) => severity === 'caution'),
    computedAt: facts.now,
  };
}
