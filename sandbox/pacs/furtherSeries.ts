import type { Attributes } from '@/lib/dicom/attributes';
import { type CtHeader, ctSlices } from '@/lib/phantom/phantomCt';
import { indexToPatient } from '@/lib/volume/coordinates';
import type { Volume } from '@/lib/volume/volume';

/** What scanners send along with the thin slices, and what must not be measured. */
export interface FurtherSeriesUids {
  readonly localizer: string;
  readonly thick: string;
}

const slicesTogether = 5;

/** The topogram of a scan and its reconstruction in thick slices, from the thin ones. */
export async function furtherSeries(
  thin: Volume<Int16Array>,
  header: CtHeader,
  { localizer, thick }: FurtherSeriesUids,
  uidOf: (name: string) => Promise<string>,
): Promise<readonly Attributes[]> {
  const thickVolume = averaged(thin);
  const thickUids = await Promise.all(Array.from({ length: thickVolume.size[2] }, (_, z) => uidOf(`thick/${z}`)));
  const sliceThicknessMm = thickVolume.spacingMm[2];
  return [
    topogram(
      thin,
      {
        ...header,
        series: { uid: localizer, number: 1, description: 'Topogram' },
        instanceUid: () => '',
      },
      await uidOf('topogram'),
    ),
    ...ctSlices(thickVolume, {
      ...header,
      series: { uid: thick, number: 3, description: `Spine ${sliceThicknessMm} mm ${header.kernel}` },
      instanceUid: (z) => thickUids[z],
      sliceThicknessMm,
    }),
  ];
}

/** The densest voxel from front to back, seen from the front, head up. */
function topogram(volume: Volume<Int16Array>, header: CtHeader, sopInstanceUid: string): Attributes {
  const [columns, depth, rows] = volume.size;
  const data = new Int16Array(columns * rows).fill(-1024);
  for (let z = 0; z < rows; z += 1)
    for (let y = 0; y < depth; y += 1)
      for (let x = 0; x < columns; x += 1) {
        const to = (rows - 1 - z) * columns + x;
        data[to] = Math.max(data[to], volume.data[x + columns * (y + depth * z)]);
      }
  const flat: Volume<Int16Array> = { ...volume, size: [columns, rows, 1], data };
  const { x, y, z } = indexToPatient(volume, { frame: 'index', x: 0, y: depth / 2, z: rows - 1 });
  return {
    ...ctSlices(flat, header)[0],
    SOPInstanceUID: sopInstanceUid,
    ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
    ImagePositionPatient: [x, y, z],
    ImageOrientationPatient: [1, 0, 0, 0, 0, -1],
    PixelSpacing: [volume.spacingMm[2], volume.spacingMm[0]],
  };
}

/** Five slices together, as a scanner reconstructs thicker ones; what is left at the head is dropped. */
function averaged(volume: Volume<Int16Array>): Volume<Int16Array> {
  const [columns, rows, count] = volume.size;
  const plane = columns * rows;
  const thickCount = Math.floor(count / slicesTogether);
  const data = new Int16Array(plane * thickCount);
  for (let z = 0; z < thickCount; z += 1)
    for (let i = 0; i < plane; i += 1) {
      let sum = 0;
      for (let part = 0; part < slicesTogether; part += 1) sum += volume.data[(z * slicesTogether + part) * plane + i];
      data[z * plane + i] = Math.round(sum / slicesTogether);
    }
  const middle = indexToPatient(volume, { frame: 'index', x: 0, y: 0, z: (slicesTogether - 1) / 2 });
  const [sx, sy, sz] = volume.spacingMm;
  return {
    ...volume,
    size: [columns, rows, thickCount],
    spacingMm: [sx, sy, sz * slicesTogether],
    originLps: [middle.x, middle.y, middle.z],
    data,
  };
}
