import type { Factor } from './assessment';
import type { ModelManifest } from './manifest';

/** A smaller change of probability than this is called neither higher nor lower: it would round to nothing. */
const noticeable = 0.005;

export const textureGroupName = 'ct-texture';

/**
 * Rows for the explanation: for each input the case with that input replaced by its cohort reference, then, if the model
 * has radiomics inputs, the case with all of them replaced. Masks have no sign; this gives direction and size.
 */
export function replacementRows(values: readonly number[], { inputs }: ModelManifest): number[][] {
  const single = inputs.map(({ reference }, i) => values.with(i, reference));
  if (!inputs.some(isTexture)) return single;
  return [...single, values.map((value, i) => (isTexture(inputs[i]) ? inputs[i].reference : value))];
}

/** @param changes probability minus probability of each replacement row, in their order. */
export function explain(
  changes: readonly number[],
  attention: Float64Array | undefined,
  { inputs }: ModelManifest,
): { readonly factors: readonly Factor[]; readonly textureGroup?: Factor } {
  const shares = attention ? Array.from(attention) : sharesOfChange(changes.slice(0, inputs.length));
  const factors = inputs
    .map((input, i) => ({
      name: input.name,
      label: input.label,
      group: isTexture(input) ? ('radiomics' as const) : ('clinical' as const),
      direction: directionOf(changes[i]),
      change: changes[i],
      share: shares[i],
    }))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
  if (changes.length === inputs.length) return { factors };
  const texture = factors.filter(({ group }) => group === 'radiomics');
  const change = changes[inputs.length];
  return {
    factors,
    textureGroup: {
      name: textureGroupName,
      label: `CT texture (${texture.length} features)`,
      group: 'radiomics',
      direction: directionOf(change),
      change,
      share: texture.reduce((sum, factor) => sum + factor.share, 0),
    },
  };
}

const isTexture = ({ source }: ModelManifest['inputs'][number]): boolean => source.from === 'radiomics';

const directionOf = (change: number): Factor['direction'] =>
  Math.abs(change) < noticeable ? 'neither' : change > 0 ? 'higher' : 'lower';

/** Where a model has no masks, or all are off: shares of the sizes of change, or equal ones if nothing moves. */
function sharesOfChange(changes: readonly number[]): number[] {
  const total = changes.reduce((sum, change) => sum + Math.abs(change), 0);
  return changes.map((change) => (total > 0 ? Math.abs(change) / total : 1 / changes.length));
}
