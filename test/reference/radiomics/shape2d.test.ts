import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import { readVolume } from '@/lib/volume/formats/readVolume';
import type { Volume } from '@/lib/volume/volume';
import { differences } from '../../support/radiomicsComparison';
import fixture from './fixtures/shape2d_phantom_slices.json';

const volume = (name: string) =>
  orThrow(readVolume(new Uint8Array(readFileSync(join(__dirname, 'phantom', `${name}.nrrd`)))));

/** The mask with all voxels outside one plane set to 0. */
function onlySlice(mask: Volume, dimension: number, slice: number): Volume {
  const [nx, ny] = mask.size;
  const planeOf = [
    (i: number) => Math.floor(i / (nx * ny)),
    (i: number) => Math.floor(i / nx) % ny,
    (i: number) => i % nx,
  ][dimension];
  return { ...mask, data: Uint8Array.from(mask.data, (label, i) => (planeOf(i) === slice ? label : 0)) };
}

describe('shape2D of single slices of the phantom', () => {
  it.each(fixture.cases)(
    '$phantom, array axis $force2Ddimension, slice $slice',
    async ({ phantom, force2Ddimension, slice, features }) => {
      const result = await extract({
        image: volume(`${phantom}_image`),
        mask: onlySlice(volume(`${phantom}_label`), force2Ddimension, slice),
        parameters: {
          setting: { force2D: true, force2Ddimension },
          featureClass: { shape2D: Object.keys(features).map((name) => name.split('_')[2]) },
        },
      });
      expect(differences(features, orThrow(result).features)).toEqual([]);
    },
  );
});
