import { readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { patientToIndex } from '@/lib/volume/coordinates';
import { compress } from '@/sandbox/pacs/compress';
import { ctSeriesFiles, fixtureGeometry } from '../../support/ctFixture';
import { mutated, mutationRandom } from '../../support/mutations';

const decoder = createFrameDecoder();
const geometry = { ...fixtureGeometry, size: [12, 8, 4] as const };
const rounds = 6000;

/** Places are right if the grid is the one written, up to what refusals tolerate, or scaled as the damaged header itself says. */
function isConsistent({ volume, slices, facts }: CtSeries): boolean {
  const { size, spacingMm, originLps, direction, data } = volume;
  const finite =
    [...spacingMm, ...originLps, ...direction].every(Number.isFinite) && spacingMm.every((step) => step > 0);
  const columns = [0, 1, 2].map((axis) => [direction[axis], direction[3 + axis], direction[6 + axis]]);
  const unit = columns.every((a, i) =>
    columns.every((b, j) => Math.abs(a[0] * b[0] + a[1] * b[1] + a[2] * b[2] - (i === j ? 1 : 0)) < 5e-3),
  );
  const origin = patientToIndex(volume, { frame: 'lps', x: originLps[0], y: originLps[1], z: originLps[2] });
  return (
    finite &&
    unit &&
    Math.hypot(origin.x, origin.y, origin.z) < 1e-6 &&
    data.length === size[0] * size[1] * size[2] &&
    slices.length === size[2] &&
    facts.sliceCount === size[2]
  );
}

describe('damaged DICOM files', () => {
  test(`${rounds} damaged CT series give a named problem or a volume whose other slices and whose grid are unharmed`, async () => {
    const random = mutationRandom(20261123);
    const plain = ctSeriesFiles(geometry);
    const dcmtk = ['deflated', 'jpeg-lossless-70', 'big-endian', 'implicit'].map((syntax) =>
      [1, 2, 3].map((n) => new Uint8Array(readFileSync(`test/fixtures/dicom/dcmtk/${syntax}-${n}.dcm`))),
    );
    const compressed = await Promise.all(
      (['rle', 'jpeg-ls', 'jpeg-2000', 'htj2k'] as const).map((codec) =>
        Promise.all(plain.map((file) => compress(file, codec))),
      ),
    );
    // Half of the rounds go to plain files, whose damage is seen and not lost in a code stream.
    const sources = [...Array(8).fill(plain), ...dcmtk, ...compressed] as Uint8Array[][];
    const intact = orThrow(await seriesToVolume(plain, decoder)).volume;
    const codes = new Map<string, number>();
    const faults: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const source = sources[random.integer(sources.length)];
      const damaged = random.integer(source.length);
      const files = source.map((file, i) => (i === damaged ? mutated(file, random) : file));
      const result = await seriesToVolume(files, decoder);
      const code = result.ok ? 'volume' : result.problem.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (!result.ok) {
        if (result.problem.message === '' || result.problem.remedy === '') faults.push(`round ${round}: no words`);
        continue;
      }
      const { volume } = result.value;
      if (!isConsistent(result.value)) faults.push(`round ${round}: inconsistent grid`);
      if (source !== plain || volume.size[2] !== 4) continue;
      // The damaged slice's own header cannot move the volume: its neighbours would disagree.
      const moved =
        volume.originLps.some((value, axis) => Math.abs(value - intact.originLps[axis]) > 0.11) ||
        volume.spacingMm.some((step, axis) => Math.abs(step - intact.spacingMm[axis]) > 0.011) ||
        volume.direction.some((value, i) => Math.abs(value - intact.direction[i]) > 2e-3);
      if (moved) faults.push(`round ${round}: moved to ${volume.originLps}, ${volume.spacingMm}`);
      const plane = 12 * 8;
      for (let z = 0; z < 4; z++) {
        if (
          z !== damaged &&
          volume.data.subarray(z * plane, (z + 1) * plane).some((hu, i) => hu !== intact.data[z * plane + i])
        )
          faults.push(`round ${round}: slice ${z} changed`);
      }
    }
    expect(faults).toEqual([]);
    expect(codes.get('volume')).toBeGreaterThan(rounds / 20);
    expect([...codes.keys()].length).toBeGreaterThan(8);
  });

  test('1500 damaged segmentations give a named problem or a mask of the CT’s size', async () => {
    const random = mutationRandom(7);
    const ct = orThrow(await seriesToVolume(ctSeriesFiles(), decoder));
    const sources = ['binary-overlapping-sparse', 'fractional', 'labelmap', 'labelmap-rle'].map(
      (name) => new Uint8Array(readFileSync(`test/fixtures/dicom/highdicom/${name}.dcm`)),
    );
    let placed = 0;
    for (let round = 0; round < 1500; round++) {
      const segmentation = await readSegmentation(mutated(sources[round % sources.length], random), decoder);
      const mask = segmentation.ok ? segmentMask(segmentation.value, 1, ct) : segmentation;
      if (!mask.ok) {
        expect(mask.problem.remedy).not.toBe('');
        continue;
      }
      placed++;
      expect(mask.value.mask.data.length).toBe(ct.volume.data.length);
      expect(mask.value.mask.data.every((value) => value <= 1)).toBe(true);
    }
    expect(placed).toBeGreaterThan(100);
  });
});
