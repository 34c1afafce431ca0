import type { Attributes } from '@/lib/dicom/attributes';
import { sopClass } from '@/lib/dicom/uid';
import { writePart10 } from '@/lib/dicom/writePart10';
import { indexToPatient } from '@/lib/volume/coordinates';
import type { Volume } from '@/lib/volume/volume';

/** What a CT series says of itself besides its geometry and pixels. */
export interface CtHeader {
  readonly patient: {
    readonly id: string;
    readonly name: string;
    readonly birthDate: string;
    readonly sex: 'F' | 'M' | 'O';
  };
  readonly study: {
    readonly uid: string;
    readonly date: string;
    readonly time: string;
    readonly description: string;
    readonly accessionNumber?: string;
  };
  readonly series: { readonly uid: string; readonly number: number; readonly description: string };
  readonly frameOfReferenceUid: string;
  /** The instance UID of each slice. */
  readonly instanceUid: (z: number) => string;
  readonly kvp: number;
  readonly kernel: string;
  readonly sliceThicknessMm: number;
  /** The agent's name, or "NONE". */
  readonly contrastAgent: string;
}

const storedOffset = 1024;

/** The slices of a CT Image series (PS3.3 A.3), foot first, 12 bits unsigned from -1024 HU. Dates are YYYYMMDD. */
export function ctSlices(volume: Volume<Int16Array>, header: CtHeader): readonly Attributes[] {
  const [columns, rows, count] = volume.size;
  const d = volume.direction;
  const plane = columns * rows;
  return Array.from({ length: count }, (_, z) => {
    const { x, y, z: height } = indexToPatient(volume, { frame: 'index', x: 0, y: 0, z });
    const hu = volume.data.subarray(z * plane, (z + 1) * plane);
    return {
      ...identification(header),
      SOPInstanceUID: header.instanceUid(z),
      InstanceNumber: z + 1,
      ImagePositionPatient: [x, y, height],
      ImageOrientationPatient: [d[0], d[3], d[6], d[1], d[4], d[7]],
      PixelSpacing: [volume.spacingMm[1], volume.spacingMm[0]],
      SliceLocation: height,
      Rows: rows,
      Columns: columns,
      PixelData: Uint16Array.from(hu, (value) => Math.min(4095, Math.max(0, value + storedOffset))),
    };
  });
}

export const ctFiles = (slices: readonly Attributes[]): readonly Uint8Array[] =>
  slices.map((slice) => writePart10(slice));

function identification({
  patient,
  study,
  series,
  frameOfReferenceUid,
  kvp,
  kernel,
  sliceThicknessMm,
  contrastAgent,
}: CtHeader): Attributes {
  return {
    SOPClassUID: sopClass.ctImage,
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    Modality: 'CT',
    PatientName: patient.name,
    PatientID: patient.id,
    PatientBirthDate: patient.birthDate,
    PatientSex: patient.sex,
    StudyInstanceUID: study.uid,
    StudyDate: study.date,
    StudyTime: study.time,
    StudyID: '1',
    StudyDescription: study.description,
    AccessionNumber: study.accessionNumber ?? '',
    ReferringPhysicianName: '',
    SeriesInstanceUID: series.uid,
    SeriesNumber: series.number,
    SeriesDescription: series.description,
    SeriesDate: study.date,
    SeriesTime: study.time,
    AcquisitionDate: study.date,
    AcquisitionTime: study.time,
    ContentDate: study.date,
    ContentTime: study.time,
    AcquisitionNumber: 1,
    FrameOfReferenceUID: frameOfReferenceUid,
    PositionReferenceIndicator: '',
    PatientPosition: 'HFS',
    Manufacturer: 'Backcast phantom',
    ManufacturerModelName: 'Synthetic spine',
    SoftwareVersions: '1',
    DeviceSerialNumber: '0',
    BodyPartExamined: 'LSPINE',
    KVP: kvp,
    ConvolutionKernel: kernel,
    SliceThickness: sliceThicknessMm,
    ContrastBolusAgent: contrastAgent,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    RescaleIntercept: -storedOffset,
    RescaleSlope: 1,
    RescaleType: 'HU',
    WindowCenter: 400,
    WindowWidth: 1800,
  };
}
