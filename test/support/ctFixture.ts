import type { Attributes } from '@/lib/dicom/attributes';
import { sopClass } from '@/lib/dicom/uid';
import { writePart10 } from '@/lib/dicom/writePart10';
import { indexToPatient } from '@/lib/volume/coordinates';
import { type Geometry, identityDirection } from '@/lib/volume/volume';

export const fixtureUids = { study: '2.25.1001', series: '2.25.1002', frameOfReference: '2.25.1003' };

/** A small anisotropic grid, off-centre, so that no two axes can be confused. */
export const fixtureGeometry: Geometry = {
  size: [7, 5, 4],
  spacingMm: [0.5, 0.75, 2],
  originLps: [-10, 20, 300.5],
  direction: identityDirection,
};

/** A value that is different in every voxel of a small grid, within 12 bits. */
export const fixtureHu = ([nx, ny]: Geometry['size'], x: number, y: number, z: number): number =>
  -1000 + x + nx * (y + ny * z);

/** Attributes of one slice; tests change what they are about. */
export function ctSliceAttributes(geometry: Geometry, z: number, changes: Attributes = {}): Attributes {
  const { size, spacingMm, direction: d } = geometry;
  const position = indexToPatient(geometry, { frame: 'index', x: 0, y: 0, z });
  const pixels = new Int16Array(size[0] * size[1]);
  for (let y = 0; y < size[1]; y++)
    for (let x = 0; x < size[0]; x++) pixels[x + size[0] * y] = fixtureHu(size, x, y, z) + 1024;
  return {
    SOPClassUID: sopClass.ctImage,
    SOPInstanceUID: `2.25.2000${z + 1}`,
    StudyInstanceUID: fixtureUids.study,
    SeriesInstanceUID: fixtureUids.series,
    FrameOfReferenceUID: fixtureUids.frameOfReference,
    Modality: 'CT',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    PatientName: 'TEST^CASE',
    PatientID: 'patient-1',
    PatientBirthDate: '',
    PatientSex: 'F',
    StudyDate: '20260105',
    StudyTime: '101500',
    StudyID: '1',
    AccessionNumber: '',
    ReferringPhysicianName: '',
    PositionReferenceIndicator: '',
    Manufacturer: 'Backcast test',
    SeriesNumber: 2,
    AcquisitionNumber: 1,
    InstanceNumber: z + 1,
    AcquisitionDate: '20260105',
    KVP: 120,
    SliceThickness: spacingMm[2],
    ConvolutionKernel: 'B60s',
    ImagePositionPatient: [position.x, position.y, position.z],
    ImageOrientationPatient: [d[0], d[3], d[6], d[1], d[4], d[7]],
    PixelSpacing: [spacingMm[1], spacingMm[0]],
    Rows: size[1],
    Columns: size[0],
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    RescaleSlope: 1,
    RescaleIntercept: -1024,
    RescaleType: 'HU',
    PixelData: pixels,
    ...changes,
  };
}

/** The files of a series on a grid; `change` may alter a slice or drop it by returning null. */
export function ctSeriesFiles(
  geometry: Geometry = fixtureGeometry,
  change: (z: number) => Attributes | null = () => ({}),
): Uint8Array[] {
  return Array.from({ length: geometry.size[2] }, (_, z) => z).flatMap((z) => {
    const changes = change(z);
    return changes === null ? [] : [writePart10(ctSliceAttributes(geometry, z, changes))];
  });
}
