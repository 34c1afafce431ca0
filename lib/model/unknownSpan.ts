import type { CaseVector } from './caseVector';
import type { ModelManifest } from './manifest';

/** More combinations than this are not tried: the case then abstains. */
const mostCombinations = 256;

/**
 * The case with every combination of values that its unknown inputs may have (S8), missing indicators unchanged.
 * Empty if nothing is unknown; undefined if there are too many combinations.
 */
export function spanRows({ values, filled }: CaseVector, manifest: ModelManifest): number[][] | undefined {
  let rows: number[][] = [];
  for (const index of filled) {
    const { whenUnknown } = manifest.inputs[index];
    if (whenUnknown.rule !== 'fill') continue;
    const from = rows.length ? rows : [[...values]];
    if (from.length * whenUnknown.span.length > mostCombinations) return undefined;
    rows = whenUnknown.span.flatMap((value) => from.map((row) => row.with(index, value)));
  }
  return rows;
}
