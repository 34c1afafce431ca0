import fc from 'fast-check';
import { orThrow } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { PhantomOptions } from '@/lib/phantom/phantomOptions';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { deepInside } from '@/lib/segmentation/deepInside';
import { gasHint } from '@/lib/segmentation/gasHint';
import { enclosedVoxels } from '@/lib/segmentation/holes';
import { orderConflict } from '@/lib/segmentation/levelOrder';
import { neighbourClick } from '@/lib/segmentation/neighbourClick';
import { qualityChecks } from '@/lib/segmentation/qualityChecks';
import { trabecularReading } from '@/lib/segmentation/trabecularReading';
import { identityDirection, type Mask, type Volume } from '@/lib/volume/volume';

const grid = (side: number) => ({
  size: [side, side, side] as const,
  spacingMm: [1, 1, 1] as const,
  originLps: [0, 0, 0] as const,
  direction: identityDirection,
});
const maskOf = (side: number, inside: (x: number, y: number, z: number) => boolean): Mask => ({
  ...grid(side),
  data: Uint8Array.from({ length: side ** 3 }, (_, i) =>
    inside(i % side, Math.floor(i / side) % side, Math.floor(i / side ** 2)) ? 1 : 0,
  ),
});
const imageOf = (mask: Mask, hu: (inside: boolean, offset: number) => number): Volume => ({
  ...mask,
  data: Int16Array.from(mask.data, (value, offset) => hu(value === 1, offset)),
});
const ball = maskOf(31, (x, y, z) => Math.hypot(x - 15, y - 15, z - 15) <= 13);
const phantom = (options: Partial<PhantomOptions>) =>
  spinePhantom({ seed: 5, spacingMm: [1.5, 1.5, 1.5], crop: { level: 'L1', marginMm: 3 }, ...options });

describe('gas hint', () => {
  const fractures = [{ level: 'L1', shape: 'crush', heightLoss: 0.3 } as const];

  test('a cleft with gas is suspected, with its volume', () => {
    const { volume, body } = phantom({ fractures, cleft: { level: 'L1', content: 'gas' } });
    const hint = gasHint(volume, body('L1'));
    expect(hint.suspected).toBe(true);
    expect(hint.volumeMm3).toBeGreaterThan(200);
  });

  test('a cleft with fluid and a body without one are not, in strong noise either', () => {
    for (const cleft of [undefined, { level: 'L1', content: 'fluid' } as const]) {
      const { volume, body } = phantom({ fractures, cleft, bone: { trabecularHu: 30 }, noise: { sdHu: 50 } });
      expect(gasHint(volume, body('L1'))).toEqual({ volumeMm3: 0, suspected: false });
    }
  });

  test('gas of a disc that only touches the outline is not gas of the body', () => {
    const skin = deepInside(ball, 1);
    const image = imageOf(ball, (inside, offset) => (inside && skin.data[offset] === 0 ? -400 : 100));
    expect(gasHint(image, ball).suspected).toBe(false);
  });
});

describe('trabecular attenuation of a neighbour', () => {
  test.each([40, 160])('is that of the spongy bone, %d HU, without the cortex', (trabecularHu) => {
    const { volume, body } = phantom({ bone: { trabecularHu, textureHu: 20 } });
    const { meanHu, volumeMm3 } = orThrow(trabecularReading(volume, body('L1')));
    expect(Math.abs(meanHu - trabecularHu)).toBeLessThan(6);
    expect(volumeMm3).toBeGreaterThan(2000);
  });

  test('is refused for a body with cement', () => {
    const { volume, body } = phantom({ cement: { level: 'L1', volumeMl: 4 } });
    expect(trabecularReading(volume, body('L1'))).toMatchObject({ ok: false, problem: { code: 'trabecular-metal' } });
  });

  test('is refused where too little lies deep enough', () => {
    const small = maskOf(20, (x, y, z) => Math.hypot(x - 9, y - 9, z - 9) <= 7);
    expect(
      trabecularReading(
        imageOf(small, () => 100),
        small,
      ),
    ).toMatchObject({
      ok: false,
      problem: { code: 'trabecular-too-small' },
    });
  });
});

test('deeper than some distance means that no voxel outside is nearer', () =>
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 343, maxLength: 343 }), (bits) => {
      const mask = maskOf(7, (x, y, z) => bits[x + 7 * (y + 7 * z)] || Math.max(x, y, z) > 2);
      const deep = deepInside(mask, 1.5);
      const expected = deep.data.map((_, i) => {
        const [x, y, z] = [i % 7, Math.floor(i / 7) % 7, Math.floor(i / 49)];
        let nearest = Number.POSITIVE_INFINITY;
        for (let j = x - 1; j <= x + 1; j += 1)
          for (let k = y - 1; k <= y + 1; k += 1)
            for (let l = z - 1; l <= z + 1; l += 1) {
              const beyond = Math.min(j, k, l) < 0 || Math.max(j, k, l) > 6;
              if (beyond || mask.data[j + 7 * (k + 7 * l)] === 0)
                nearest = Math.min(nearest, Math.hypot(j - x, k - y, l - z));
            }
        return nearest > 1.5 ? 1 : 0;
      });
      expect(deep.data).toEqual(expected);
    }),
    { numRuns: 15 },
  ));

test('an enclosed voxel is a hole, one that a face joins to the outside is not', () => {
  const holed: Mask = { ...ball, data: ball.data.slice() };
  const centre = 15 + 31 * (15 + 31 * 15);
  holed.data[centre] = 0;
  expect(enclosedVoxels(holed)).toBe(1);
  for (let x = 0; x < 15; x += 1) holed.data[centre - x] = 0;
  expect(enclosedVoxels(holed)).toBe(0);
});

test('the guess where the next bodies lie is a click in them, and beyond the scan it is refused', () => {
  const { volume, body } = phantom({ crop: { level: 'L1', marginMm: 36 }, spacingMm: [2, 2, 2] });
  for (const [side, level] of [
    [1, 'T12'],
    [-1, 'L2'],
  ] as const) {
    const { x, y, z } = orThrow(neighbourClick(volume, body('L1'), side));
    expect(body(level).data[Math.round(x) + volume.size[0] * (Math.round(y) + volume.size[1] * Math.round(z))]).toBe(1);
  }
  const alone = phantom({});
  expect(neighbourClick(alone.volume, alone.body('L1'), 1)).toMatchObject({
    ok: false,
    problem: { code: 'body-click' },
  });
});

describe('order of levels', () => {
  const at = (level: VertebraLevel, z: number) => ({ level, centre: { frame: 'lps', x: 0, y: 0, z } as const });

  test('L1 between T12 above and L2 below agrees', () => {
    expect(orderConflict(at('L1', 0), [at('T12', 30), at('L2', -33)])).toBeUndefined();
  });

  test('L1 below L2 does not, nor two levels further than the spine allows', () => {
    expect(orderConflict(at('L1', 0), [at('L2', 33)])?.level).toBe('L2');
    expect(orderConflict(at('L1', 0), [at('L2', -90)])?.level).toBe('L2');
    expect(orderConflict(at('L1', 0), [at('T10', 12)])?.level).toBe('T10');
  });
});

describe('checks of an outline', () => {
  const facts = { studyUid: '1', seriesUid: '2', sliceCount: 31, sliceSpacingMm: 1, inPlaneSpacingMm: [1, 1] } as const;
  const stateOf = (image: Volume, mask: Mask, id: string, more = {}) =>
    qualityChecks(image, mask, { facts, maskLevel: 'L1', fractureLevel: 'L1', ...more }).find((one) => one.id === id)
      ?.state;
  const bone = imageOf(ball, () => 120);

  test('a whole body in one piece with the attenuation of bone passes all', () => {
    const states = qualityChecks(bone, ball, { facts, maskLevel: 'L1', fractureLevel: 'L1' }).map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['ok']));
  });

  test('a limit of nothing is said as a quantity, which cannot be read as "there is no limit"', () => {
    const checks = qualityChecks(bone, ball, { facts, maskLevel: 'L1', fractureLevel: 'L1' });
    const limitOf = (id: string) => checks.find((one) => one.id === id)?.limit;
    expect(['cut-by-edge', 'holes', 'metal'].map(limitOf)).toEqual(['0 voxels', '0 voxels', '0 voxels']);
    expect(checks.map(({ limit }) => limit)).not.toContain('none');
  });

  test('each flaw is found by its own check', () => {
    const cut = maskOf(31, (x, y, z) => Math.hypot(x - 15, y - 15, z) <= 13);
    expect(
      stateOf(
        imageOf(cut, () => 120),
        cut,
        'cut-by-edge',
      ),
    ).toBe('stop');
    const apart: Mask = { ...ball, data: ball.data.slice() };
    apart.data[0] = 1;
    expect(stateOf(bone, apart, 'islands')).toBe('stop');
    const holed: Mask = { ...ball, data: ball.data.slice() };
    holed.data[15 + 31 * (15 + 31 * 15)] = 0;
    expect(stateOf(bone, holed, 'holes')).toBe('attention');
    expect(
      stateOf(
        imageOf(ball, () => -120),
        ball,
        'mean-hu',
      ),
    ).toBe('stop');
    expect(
      stateOf(
        imageOf(ball, (_, offset) => (offset === 15 * 993 ? 3000 : 120)),
        ball,
        'metal',
      ),
    ).toBe('stop');
    expect(stateOf(bone, ball, 'level', { fractureLevel: 'L2' })).toBe('stop');
    expect(stateOf(bone, ball, 'level', { fractureLevel: undefined })).toBe('unknown');
    const above = [{ level: 'L2', centre: { frame: 'lps', x: 15, y: 15, z: 60 } }];
    expect(stateOf(bone, ball, 'level', { otherLevels: above })).toBe('stop');
  });

  test('dense bone scattered over an endplate is not cement, the same amount in one lump is', () => {
    const scattered = imageOf(ball, (inside, offset) => (inside && offset % 40 === 0 ? 900 : 120));
    expect(stateOf(scattered, ball, 'cement')).toBe('ok');
    const lump = deepInside(ball, 9);
    expect(
      stateOf(
        imageOf(ball, (_, offset) => (lump.data[offset] ? 900 : 120)),
        ball,
        'cement',
      ),
    ).toBe('stop');
  });
});
