import * as fc from 'fast-check';
import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { Triple, Volume } from '@/lib/volume/volume';
import { differences } from '../../support/radiomicsComparison';
import { randomSubject, rearrange } from '../../support/radiomicsVolumes';

const classes = ['shape', 'firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'];
const featuresOf = async (subject: { image: Volume; mask: Volume }, parameters: RadiomicsParameters = {}) => {
  const featureClass = Object.fromEntries(classes.map((name) => [name, []]));
  return orThrow(await extract({ ...subject, parameters: { featureClass, ...parameters } })).features;
};
const both = <R>(subject: { image: Volume; mask: Volume }, change: (volume: Volume) => R) => ({
  image: change(subject.image),
  mask: change(subject.mask),
});
const seeds = fc.integer({ min: 1, max: 1e9 });
const properties = { numRuns: 25 };

it('Padding the grid with voxels outside the region changes no feature', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3)), async (seed, [px, py, pz]) => {
      const subject = randomSubject(seed);
      const padded = both(subject, (volume) => {
        const [nx, ny, nz] = volume.size;
        const inside = (x: number, y: number, z: number): Triple | undefined =>
          x >= px && y >= py && z >= pz && x < nx + px && y < ny + py && z < nz + pz
            ? [x - px, y - py, z - pz]
            : undefined;
        return rearrange(volume, [nx + 2 * px, ny + 2 * py, nz + 2 * pz], volume.spacingMm, inside);
      });
      expect(differences(await featuresOf(subject), await featuresOf(padded))).toEqual([]);
    }),
    properties,
  );
});

it('Mirroring image and mask changes no feature but the volume of an open mesh', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.nat(2), async (seed, axis) => {
      const subject = randomSubject(seed);
      const mirrored = both(subject, (volume) =>
        rearrange(volume, volume.size, volume.spacingMm, (x, y, z) => {
          const at: [number, number, number] = [x, y, z];
          at[axis] = volume.size[axis] - 1 - at[axis];
          return at;
        }),
      );
      // Ambiguous patterns of marching cubes are cut differently when mirrored, so the mesh is left out.
      expect(differences(withoutMesh(await featuresOf(subject)), withoutMesh(await featuresOf(mirrored)))).toEqual([]);
    }),
    properties,
  );
});

it('Exchanging axes changes no feature but the planes’ names and the mesh', async () => {
  const orders: Triple[] = [
    [1, 0, 2],
    [0, 2, 1],
    [2, 1, 0],
    [1, 2, 0],
  ];
  await fc.assert(
    fc.asyncProperty(seeds, fc.constantFrom(...orders), async (seed, order) => {
      const subject = randomSubject(seed);
      const permute = (values: Triple): Triple => [values[order[0]], values[order[1]], values[order[2]]];
      const exchanged = both(subject, (volume) =>
        rearrange(volume, permute(volume.size), permute(volume.spacingMm), (x, y, z) => {
          const at: [number, number, number] = [0, 0, 0];
          [x, y, z].forEach((value, axis) => {
            at[order[axis]] = value;
          });
          return at;
        }),
      );
      const [before, after] = [await featuresOf(subject), await featuresOf(exchanged)].map(withoutMesh);
      const diameters = (features: Record<string, number>) =>
        ['Row', 'Column', 'Slice'].map((plane) => features[`original_shape_Maximum2DDiameter${plane}`]);
      permute(diameters(before) as unknown as Triple).forEach((value, i) => {
        expect(diameters(after)[i]).toBeCloseTo(value, 9);
      });
      expect(differences(withoutPlanes(before), withoutPlanes(after))).toEqual([]);
    }),
    properties,
  );
});

it('Shifting HU by a whole number of bins moves intensities and leaves texture and spread as they were', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, fc.integer({ min: -20, max: 20 }), async (seed, bins) => {
      const subject = randomSubject(seed);
      const image = { ...subject.image, data: subject.image.data.map((value) => value + 25 * bins) };
      const [before, after] = [await featuresOf(subject), await featuresOf({ ...subject, image })];
      expect(after.original_firstorder_Mean).toBeCloseTo(before.original_firstorder_Mean + 25 * bins, 8);
      const moved = /firstorder_(Energy|TotalEnergy|Maximum|Mean|Median|Minimum|RootMeanSquared|.*Percentile)$/;
      const still = (features: Record<string, number>) =>
        Object.fromEntries(Object.entries(features).filter(([name]) => !moved.test(name)));
      expect(differences(still(before), still(after))).toEqual([]);
    }),
    properties,
  );
});

it('Computation on the region’s box equals computation with the whole image as the region’s box', async () => {
  await fc.assert(
    fc.asyncProperty(seeds, async (seed) => {
      const subject = randomSubject(seed, [12, 11, 10]);
      const imageType = { Original: {}, Wavelet: {}, LoG: { sigma: [1] }, Gradient: {}, Square: {}, Logarithm: {} };
      const small = await featuresOf(subject, { imageType });
      // A second label in two opposite corners makes the mask fill the grid without adding a voxel to the region.
      const mask = { ...subject.mask, data: subject.mask.data.slice() };
      mask.data[0] = 2;
      mask.data[mask.data.length - 1] = 2;
      expect(differences(small, await featuresOf({ ...subject, mask }, { imageType }))).toEqual([]);
    }),
    { numRuns: 5 },
  );
});

const filtered = (features: Readonly<Record<string, number>>, left: RegExp) =>
  Object.fromEntries(Object.entries(features).filter(([name]) => !left.test(name)));
const withoutMesh = (features: Readonly<Record<string, number>>) =>
  filtered(features, /shape_(MeshVolume|SurfaceArea|SurfaceVolumeRatio|Sphericity)$/);
const withoutPlanes = (features: Readonly<Record<string, number>>) => filtered(features, /Maximum2DDiameter/);

it('Naming the features that are needed leaves their values as they are, and gives no others', async () => {
  const parameters = { imageType: { Original: {}, Wavelet: {}, LoG: { sigma: [2, 3] } } };
  const size = [20, 20, 20] as const;
  await fc.assert(
    fc.asyncProperty(seeds, fc.integer({ min: 1, max: 9 }), async (seed, count) => {
      const subject = randomSubject(seed, size);
      const all = orThrow(await extract({ ...subject, parameters })).features;
      const names = Object.keys(all);
      const only = Array.from({ length: count }, (_, i) => names[(seed + i * 7919) % names.length]);
      const some = orThrow(await extract({ ...subject, parameters, only })).features;
      expect(Object.keys(some).sort()).toEqual([...new Set(only)].sort());
      for (const name of only) expect(some[name]).toBe(all[name]);
    }),
    { numRuns: 8 },
  );
});
