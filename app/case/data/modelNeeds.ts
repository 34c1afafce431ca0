import type { ModelManifest } from '@/lib/model/manifest';
import type { ChartField } from '@/lib/model/manifestInputs';

/** What the data step says of the installed model, worked out on the server so that no page carries the whole manifest. */
export interface ModelNeeds {
  /** Values of the chart that the model is computed from. */
  readonly fields: readonly ChartField[];
  /** Facts of the chart that a limit of the model speaks about. */
  readonly checked: readonly CheckedFact[];
  /** Whether there is no estimate without a bone density. */
  readonly boneDensity: boolean;
  /** Oldest CT that the model takes without a remark. */
  readonly ctAtMostDays?: number;
}

export type CheckedFact = 'pathologicFracture' | 'earlierAugmentation';

export function modelNeeds({ inputs, limits }: Pick<ModelManifest, 'inputs' | 'limits'>): ModelNeeds {
  const ofChart = inputs.flatMap((input) => (input.source.from === 'chart' ? [{ ...input, ...input.source }] : []));
  const tScore = ofChart.find(({ field }) => field === 'tScore');
  const flags = limits.flatMap(({ rule }) => (rule.kind === 'flag' ? [rule.fact] : []));
  const ctDays = limits.flatMap(({ rule }) =>
    rule.kind === 'number' && rule.fact === 'ctAgeDays' && rule.atMost !== undefined ? [rule.atMost] : [],
  );
  return {
    fields: ofChart.map(({ field }) => field),
    checked: [
      ...(flags.includes('pathologicFracture') ? (['pathologicFracture'] as const) : []),
      ...(flags.includes('earlierAugmentationAtLevel') ? (['earlierAugmentation'] as const) : []),
    ],
    boneDensity:
      tScore !== undefined &&
      (tScore.whenUnknown.rule === 'abstain' ||
        limits.some(({ severity, rule }) => {
          return severity === 'abstain' && rule.kind === 'input-known' && rule.input === tScore.name;
        })),
    ...(ctDays.length > 0 && { ctAtMostDays: Math.min(...ctDays) }),
  };
}
