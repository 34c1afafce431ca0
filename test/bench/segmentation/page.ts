import { SegmentationWorker } from '@/lib/client/segmentation/segmentationClient';
import { orThrow } from '@/lib/core/result';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { centroid } from '@/lib/segmentation/centroid';
import { maskBox } from '@/lib/volume/maskPart';
import type { Triple } from '@/lib/volume/volume';

/** What the bench calls in the page. */
export interface SegmentationBenchPage {
  /** Milliseconds of each outline and of each proposal, through the worker. */
  run(spacingMm: Triple, rounds: number): Promise<{ readonly outline: number[]; readonly proposal: number[] }>;
}

const page: SegmentationBenchPage = {
  async run(spacingMm, rounds) {
    const { volume, body } = spinePhantom({ seed: 7, spacingMm, crop: { level: 'L1', marginMm: 40 } });
    const truth = body('L1');
    const box = maskBox(truth);
    if (!box) throw new Error('the phantom has no body');
    const click = centroid(truth);
    const client = new SegmentationWorker(new Worker('/worker.js'));
    const times = { outline: [] as number[], proposal: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const start = performance.now();
      orThrow(await client.segment(volume, box));
      const between = performance.now();
      orThrow(await client.proposeBox(volume, click));
      const end = performance.now();
      // The first round compiles.
      if (round === 0) continue;
      times.outline.push(between - start);
      times.proposal.push(end - between);
    }
    client.terminate();
    return times;
  },
};
Object.assign(self, { segmentationBench: page });
