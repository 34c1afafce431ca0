import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orThrow } from '@/lib/core/result';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import { readVolume } from '@/lib/volume/formats/readVolume';
import type { Triple, Volume } from '@/lib/volume/volume';

/** An image with its mask. */
export interface Subject {
  readonly image: Volume;
  readonly mask: Volume;
}

/** original, 8 wavelet and 3 LoG images, all classes: what the recorded PyRadiomics figures were measured with. */
export const twelveImages: RadiomicsParameters = {
  imageType: { Original: {}, Wavelet: {}, LoG: { sigma: [1, 2, 3] } },
  setting: { label: 1, binWidth: 25 },
  featureClass: Object.fromEntries(
    ['shape', 'firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'].map((name) => [name, []]),
  ),
};

const folder = join(process.cwd(), 'test/reference/radiomics/phantom');
export const phantomPaths = ['image', 'label'].map((part) => join(folder, `vertebra_phantom_a_${part}.nrrd`));

/** Synthetic wedge fracture: 60 x 60 x 50 voxels of 1 mm, 41,290 of them in the mask. */
export function phantom(): Subject {
  const [image, mask] = phantomPaths.map((path) => orThrow(readVolume(new Uint8Array(readFileSync(path)))));
  return { image, mask };
}

/** The phantom inside a CT of 512 x 512 x 120 voxels with noise around it. */
export function fullField(): Subject {
  const { image, mask } = phantom();
  const size: Triple = [512, 512, 120];
  const large = new Int16Array(size[0] * size[1] * size[2]);
  const labels = new Uint8Array(large.length);
  for (let i = 0, state = 1; i < large.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    large[i] = -100 + (state >>> 26);
  }
  const [nx, ny, nz] = image.size;
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const from = nx * (y + ny * z);
      const to = 220 + size[0] * (230 + y + size[1] * (35 + z));
      large.set(image.data.subarray(from, from + nx) as Int16Array, to);
      labels.set(mask.data.subarray(from, from + nx) as Uint8Array, to);
    }
  return { image: { ...image, size, data: large }, mask: { ...mask, size, data: labels } };
}

/** Each voxel `factor` times along each axis, at a spacing as much smaller, with noise of 10 HU so that texture stays. */
export function magnified(factor: number): Subject {
  const { image, mask } = phantom();
  const [nx, ny] = image.size;
  const size = image.size.map((n) => n * factor) as unknown as Triple;
  const data = new Int16Array(size[0] * size[1] * size[2]);
  const labels = new Uint8Array(data.length);
  for (let i = 0, state = 1; i < data.length; i++) {
    const row = Math.floor(i / size[0]);
    const plane = Math.floor(row / size[1]);
    const at = (axis: number, position: number) => Math.floor(position / factor) * [1, nx, nx * ny][axis];
    const from = at(0, i - row * size[0]) + at(1, row - plane * size[1]) + at(2, plane);
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    data[i] = image.data[from] + (state >>> 28) - 8;
    labels[i] = mask.data[from];
  }
  const spacingMm = image.spacingMm.map((step) => step / factor) as unknown as Triple;
  return { image: { ...image, size, spacingMm, data }, mask: { ...mask, size, spacingMm, data: labels } };
}
