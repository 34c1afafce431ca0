import { spineGuess, wholeFieldMm } from '@/lib/client/imaging/startingView';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { indexToPatient } from '@/lib/volume/coordinates';
import { indexPoint } from '@/lib/volume/planeLayout';
import { identityDirection } from '@/lib/volume/volume';

describe('where the viewer looks first in a scan without an outline', () => {
  test('is within the column of the bodies, half way up', () => {
    const { volume, anatomy } = spinePhantom({ seed: 3, spacingMm: [2.8, 2.8, 4], matrix: [128, 128] });
    const place = indexToPatient(volume, indexPoint(spineGuess(volume)));
    const bodies = anatomy.map(({ centre }) => centre);
    const [front, back] = [Math.min(...bodies.map(({ y }) => y)) - 15, Math.max(...bodies.map(({ y }) => y)) + 15];
    expect(Math.abs(place.x)).toBeLessThan(15);
    expect(place.y).toBeGreaterThan(front);
    expect(place.y).toBeLessThan(back);
    expect(wholeFieldMm(volume)).toBe(volume.size[2] * 4);
  });

  test('is the middle of a scan that holds no bone', () => {
    const geometry = {
      size: [10, 20, 30],
      spacingMm: [1, 1, 1],
      originLps: [0, 0, 0],
      direction: identityDirection,
    } as const;
    expect(spineGuess({ ...geometry, data: new Int16Array(6000) })).toEqual([5, 10, 15]);
  });
});
