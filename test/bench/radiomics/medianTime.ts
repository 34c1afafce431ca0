import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { Subject } from './subjects';

/** Median milliseconds of an extraction; two more come first to warm the compiler up. */
export async function medianTime(
  { image, mask }: Subject,
  parameters: RadiomicsParameters,
  repetitions: number,
): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repetitions + 2; i++) {
    const start = performance.now();
    orThrow(await extract({ image, mask, parameters }));
    if (i > 1) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(repetitions / 2)];
}
