import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { type CtHeader, ctFiles, ctSlices } from '@/lib/phantom/phantomCt';
import type { PhantomOptions } from '@/lib/phantom/phantomOptions';
import { type SpinePhantom, spinePhantom } from '@/lib/phantom/spinePhantom';
import type { Mask } from '@/lib/volume/volume';

const crop: PhantomOptions = { seed: 11, spacingMm: [1.25, 1.25, 1.25], crop: { level: 'L1', marginMm: 3 } };
const statistics = ({ volume }: SpinePhantom, mask: Mask) => {
  const hu = [...volume.data].filter((_, i) => mask.data[i] === 1);
  const mean = hu.reduce((sum, value) => sum + value, 0) / hu.length;
  const millilitres = (hu.length * volume.spacingMm[0] * volume.spacingMm[1] * volume.spacingMm[2]) / 1000;
  return { mean, millilitres, low: Math.min(...hu), high: Math.max(...hu) };
};
const bodyOf = (options: Partial<PhantomOptions> = {}) => {
  const phantom = spinePhantom({ ...crop, ...options });
  return statistics(phantom, phantom.body('L1'));
};
/** Height of the body's column through its front, middle and back, mm. */
const heights = (options: Partial<PhantomOptions>) => {
  const phantom = spinePhantom({ ...crop, noise: { sdHu: 0 }, ...options });
  const { size, data } = phantom.body('L1');
  const column = (x: number, y: number) =>
    Array.from({ length: size[2] }, (_, z) => data[x + size[0] * (y + size[1] * z)]).reduce(
      (sum, inside) => sum + inside,
      0,
    );
  const x = size[0] >> 1;
  const middle = size[1] >> 1;
  return { front: column(x, middle - 9), middle: column(x, middle), back: column(x, middle + 7) };
};

describe('the synthetic spine CT', () => {
  test('the same options give the same voxels, another seed gives others', () => {
    expect(
      Buffer.compare(
        Buffer.from(spinePhantom(crop).volume.data.buffer),
        Buffer.from(spinePhantom(crop).volume.data.buffer),
      ),
    ).toBe(0);
    expect(spinePhantom({ ...crop, seed: 12 }).volume.data).not.toEqual(spinePhantom(crop).volume.data);
  });

  test('a lumbar body has the volume of an adult one, and its arch lies behind it', () => {
    const { millilitres } = bodyOf();
    expect(millilitres).toBeGreaterThan(18);
    expect(millilitres).toBeLessThan(38);
    const phantom = spinePhantom({ ...crop, crop: { level: 'L1', marginMm: 45 } });
    expect(statistics(phantom, phantom.vertebra('L1')).millilitres).toBeGreaterThan(1.25 * millilitres);
  });

  test('denser bone reads higher by as much as was asked for', () => {
    const core = (trabecularHu: number) => bodyOf({ bone: { trabecularHu } }).mean;
    expect(core(180) - core(80)).toBeGreaterThan(70);
    expect(core(180) - core(80)).toBeLessThan(100);
  });

  test('volume does not depend on the voxel size', () => {
    const [coarse, fine] = [bodyOf(), bodyOf({ spacingMm: [0.8, 0.8, 0.9] })].map(({ millilitres }) => millilitres);
    expect(fine / coarse).toBeCloseTo(1, 1);
  });

  test('wedge, biconcave and crush fractures lose height where their names say', () => {
    const sound = heights({});
    const lost = (shape: 'wedge' | 'biconcave' | 'crush') => {
      const left = heights({ fractures: [{ level: 'L1', shape, heightLoss: 0.5 }] });
      return {
        front: 1 - left.front / sound.front,
        middle: 1 - left.middle / sound.middle,
        back: 1 - left.back / sound.back,
      };
    };
    const [wedge, biconcave, crush] = [lost('wedge'), lost('biconcave'), lost('crush')];
    expect(wedge.front).toBeGreaterThan(wedge.back + 0.2);
    expect(biconcave.middle).toBeGreaterThan(biconcave.front + 0.05);
    for (const share of Object.values(crush)) expect(share).toBeGreaterThan(0.3);
  });

  test('gas in a cleft reads as gas, fluid as water, cement and screws as no bone does', () => {
    const quiet = { noise: { sdHu: 0 } };
    expect(bodyOf(quiet).low).toBeGreaterThan(-200);
    expect(bodyOf({ ...quiet, cleft: { level: 'L1', content: 'gas' } }).low).toBe(-820);
    expect(bodyOf({ ...quiet, cleft: { level: 'L1', content: 'fluid' } }).low).toBeGreaterThan(-200);
    expect(bodyOf({ ...quiet, cement: { level: 'L1', volumeMl: 4 } }).high).toBeGreaterThan(2000);
    expect(bodyOf({ ...quiet, screws: ['L1'] }).high).toBe(3071);
    expect(bodyOf(quiet).high).toBeLessThan(1300);
  });

  test('a turned grid shows the same body', () => {
    const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
    const turned = bodyOf({ direction: [c, 0, s, 0, 1, 0, -s, 0, c] });
    expect(turned.millilitres / bodyOf().millilitres).toBeCloseTo(1, 1);
    expect(Math.abs(turned.mean - bodyOf().mean)).toBeLessThan(8);
  });
});

describe('the CT series of a phantom', () => {
  const header: CtHeader = {
    patient: { id: 'p1', name: 'TEST^ONE', birthDate: '19480302', sex: 'F' },
    study: { uid: '2.25.1', date: '20261101', time: '080000', description: 'CT lumbar spine' },
    series: { uid: '2.25.2', number: 2, description: 'Bone 1.0' },
    frameOfReferenceUid: '2.25.3',
    instanceUid: (z) => `2.25.4${z}`,
    kvp: 120,
    kernel: 'B60s',
    sliceThicknessMm: 1,
    contrastAgent: 'NONE',
  };

  test('is read back as the same volume with its facts', async () => {
    const phantom = spinePhantom(crop);
    const { volume, facts } = orThrow(
      await seriesToVolume(ctFiles(ctSlices(phantom.volume, header)), createFrameDecoder()),
    );
    expect(Buffer.compare(Buffer.from(volume.data.buffer), Buffer.from(phantom.volume.data.buffer))).toBe(0);
    expect(volume.size).toEqual(phantom.volume.size);
    for (const axis of [0, 1, 2]) expect(volume.originLps[axis]).toBeCloseTo(phantom.volume.originLps[axis], 9);
    expect(facts).toMatchObject({
      kvp: 120,
      kernel: 'B60s',
      contrast: false,
      acquired: '2026-11-01',
      sliceThicknessMm: 1,
      description: 'Bone 1.0',
    });
  });
});
