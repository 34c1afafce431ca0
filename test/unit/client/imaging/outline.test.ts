import fc from 'fast-check';
import { boxAround, boxOfDraft, drawRectangle, emptyBox, moveFace } from '@/lib/client/imaging/boxDraft';
import { partOfKept, runsOf } from '@/lib/client/imaging/keptOutline';
import {
  canRedo,
  canUndo,
  editOutline,
  isEdited,
  type OutlineOrigin,
  partOf,
  redoEdit,
  startOutline,
  undoEdit,
} from '@/lib/client/imaging/outline';
import { algorithmOf, dicomPersonName, readablePersonName } from '@/lib/client/imaging/storeOutline';
import { grow } from '@/lib/segmentation/edit';
import { maskPartOf, wholeMask } from '@/lib/volume/maskPart';
import { indexPoint, planeLayout } from '@/lib/volume/planeLayout';
import { identityDirection, type Mask, type Triple } from '@/lib/volume/volume';

const geometry = {
  size: [12, 10, 8] as Triple,
  spacingMm: [1, 1, 1] as Triple,
  originLps: [0, 0, 0] as Triple,
  direction: identityDirection,
};
const maskOf = (inside: (x: number, y: number, z: number) => boolean): Mask => ({
  ...geometry,
  data: Uint8Array.from({ length: 960 }, (_, i) =>
    inside(i % 12, Math.floor(i / 12) % 10, Math.floor(i / 120)) ? 1 : 0,
  ),
});
const body = maskOf((x, y, z) => x >= 4 && x <= 7 && y >= 3 && y <= 6 && z >= 2 && z <= 5);
const drawn: OutlineOrigin = { kind: 'drawn', algorithm: { name: 'Backcast body outline', version: '1' } };
const archived: OutlineOrigin = {
  kind: 'pacs-seg',
  seriesUid: '2.25.1',
  sopInstanceUid: '2.25.2',
  isBody: true,
  level: 'L1',
  algorithm: { type: 'AUTOMATIC', name: 'TotalSegmentator' },
};

describe('an outline that a reader corrects', () => {
  const part = maskPartOf(body, 2);
  if (!part) throw new Error('the body is empty');
  const start = startOutline(drawn, part, 'L1');

  test('is edited after a step, and not edited when every step is taken back', () => {
    expect(isEdited(start)).toBe(false);
    const edited = editOutline(start, grow(partOf(start).mask));
    expect([isEdited(edited), canUndo(edited), canRedo(edited)]).toEqual([true, true, false]);
    const back = undoEdit(edited);
    expect([isEdited(back), canUndo(back), canRedo(back)]).toEqual([false, false, true]);
    expect(isEdited(redoEdit(back))).toBe(true);
  });

  test('is not edited by a step that changes no voxel', () => {
    const { mask } = partOf(start);
    expect(editOutline(start, { ...mask, data: mask.data.slice() })).toBe(start);
  });

  test('stays marked as edited after a reload, whose steps cannot be taken back', () => {
    expect(isEdited(startOutline(drawn, part, 'L1', true))).toBe(true);
  });

  test('comes back whole from its part of the scan', () => {
    expect(wholeMask(part, geometry).data).toEqual(body.data);
  });
});

describe('an outline in the session store', () => {
  test('comes back voxel by voxel from its runs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 60, maxLength: 60, max: 1 }), (data) => {
        const kept = {
          seriesUid: '2.25.1',
          origin: drawn,
          edited: false,
          lower: [1, 2, 3] as Triple,
          size: [5, 4, 3] as Triple,
          runs: runsOf(data),
        };
        expect(partOfKept(kept, geometry)?.mask.data).toEqual(data);
      }),
    );
  });

  test('is dropped, not bent, where it does not fit the scan or its runs do not fill it', () => {
    const kept = {
      seriesUid: '2.25.1',
      origin: drawn,
      edited: false,
      lower: [9, 0, 0] as Triple,
      size: [5, 1, 1] as Triple,
    };
    expect(partOfKept({ ...kept, runs: '5' }, geometry)).toBeUndefined();
    expect(partOfKept({ ...kept, lower: [0, 0, 0], runs: '4' }, geometry)).toBeUndefined();
    expect(partOfKept({ ...kept, lower: [0, 0, 0], runs: '2 9' }, geometry)).toBeUndefined();
    expect(partOfKept({ ...kept, lower: [0, 0, 0], runs: 'x' }, geometry)).toBeUndefined();
  });
});

describe('a box that a reader draws', () => {
  const axial = planeLayout(geometry, 'axial');
  const sagittal = planeLayout(geometry, 'sagittal');

  test('is whole after two planes, whichever corner each drag began at', () => {
    const first = drawRectangle(emptyBox, axial, indexPoint([7.2, 6.4, 4]), indexPoint([3.6, 2.9, 4]), geometry.size);
    expect(boxOfDraft(first)).toBeUndefined();
    const second = drawRectangle(first, sagittal, indexPoint([5, 3, 2]), indexPoint([5, 6, 5]), geometry.size);
    expect(boxOfDraft(second)).toEqual({ lower: [4, 3, 2], size: [4, 4, 4] });
  });

  test('keeps its faces in order and within the scan', () => {
    const box = boxAround([6, 5, 4], [0, 1, 2], [8, 8, 8], geometry.size);
    const moved = moveFace(moveFace(box, 0, 0, 99, geometry.size), 2, 1, 99, geometry.size);
    expect(moved[0]).toEqual([box[0]?.[1], box[0]?.[1]]);
    expect(moved[2]?.[1]).toBe(7);
    expect(moveFace(box, 1, 0, Number.NaN, geometry.size)).toBe(box);
  });
});

describe('what the stored segmentation says of its making', () => {
  test.each([
    ['the program from a box', drawn, false, { type: 'SEMIAUTOMATIC', name: 'Backcast body outline 1' }],
    ['the program, then edited', drawn, true, { type: 'SEMIAUTOMATIC', name: 'Backcast body outline 1, edited' }],
    ['another program, then edited', archived, true, { type: 'SEMIAUTOMATIC', name: 'TotalSegmentator, edited' }],
    ['another program, its level corrected', archived, false, { type: 'AUTOMATIC', name: 'TotalSegmentator' }],
    ['a person, then edited', { ...archived, algorithm: { type: 'MANUAL' as const } }, true, { type: 'MANUAL' }],
  ])('made by %s', (_, origin, edited, expected) => {
    expect(algorithmOf(origin, edited)).toEqual(expected);
  });

  test('its creator is a DICOM person name from the parts of the name, and reads as the name again', () => {
    const name = dicomPersonName({ family: 'Ruiz', given: ['Elena'], prefix: ['Dr'] }, 'unused');
    expect(name).toBe('Ruiz^Elena^^Dr');
    expect(readablePersonName(name)).toBe('Dr Elena Ruiz');
    expect(dicomPersonName(undefined, 'Dr Elena ^Ruiz\\')).toBe('Dr Elena  Ruiz');
    expect(dicomPersonName({ family: 'van\\der^Berg', given: ['J'] }, 'unused')).toBe('van der Berg^J');
  });
});
