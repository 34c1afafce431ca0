import { RadiomicsWorker } from '@/lib/client/radiomics/radiomicsClient';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { Mask, Volume } from '@/lib/volume/volume';

interface Subject {
  readonly image: Volume;
  readonly mask: Mask;
  readonly parameters: RadiomicsParameters;
}

/** Runs in the page: starts workers from a source text and times extractions in them. */
async function timeInWorkers(
  source: string,
  { image, mask, parameters }: Subject,
  workerCount: number,
  repetitions: number,
): Promise<number> {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const workers = Array.from({ length: workerCount }, () => new RadiomicsWorker(new Worker(url)));
  const runAll = (times: number) =>
    Promise.all(
      workers.map(async (worker) => {
        for (let i = 0; i < times; i++) {
          worker.hold(image);
          const result = await worker.extract({ region: { mask, lower: [0, 0, 0] }, parameters });
          if (!result.ok) throw new Error(result.problem.message);
        }
      }),
    );
  await runAll(4);
  const start = performance.now();
  await runAll(repetitions);
  const elapsed = performance.now() - start;
  for (const worker of workers) worker.terminate();
  return elapsed / (workerCount * repetitions);
}

/** Int16 voxels and labels from base64, as a page receives them from the bench. */
function requestFrom(image: string, mask: string, geometry: object, parameters: object): Subject {
  const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return {
    image: { ...geometry, data: new Int16Array(bytes(image).buffer) },
    mask: { ...geometry, data: bytes(mask) },
    parameters,
  } as Subject;
}

Object.assign(globalThis, { timeInWorkers, requestFrom });
