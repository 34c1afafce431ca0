import { codingOfLevel, type VertebraLevel } from '@/lib/core/vertebra';
import { indexToPatient } from '@/lib/volume/coordinates';
import type { Mask } from '@/lib/volume/volume';
import { type Attributes, codeItem, type DicomCode } from './attributes';
import type { CtSeries } from './ctSeries';
import { dcmjsFile } from './dcmjsFile';
import { dictionary } from './dictionary';
import type { SegmentAlgorithmType, SegmentedStructure } from './segmentation';
import { newUid, sopClass } from './uid';

export interface SegmentationInput {
  readonly series: Pick<CtSeries, 'slices' | 'identity' | 'facts'>;
  /** On the grid of the series' volume. */
  readonly mask: Mask;
  readonly level: VertebraLevel;
  readonly structure: SegmentedStructure;
  /** Name and version of the program part that drew it; a manual one has no name (PS3.3 C.8.20.4). */
  readonly algorithm: { readonly type: SegmentAlgorithmType; readonly name?: string };
  /** The clinician who accepted it, as a DICOM person name ("Family^Given"). */
  readonly creatorName: string;
  readonly now: Date;
  readonly uids?: { readonly series: string; readonly instance: string };
  readonly softwareVersion: string;
}

const anatomicalStructure: DicomCode = { scheme: 'SCT', value: '123037004', meaning: 'Anatomical Structure' };
const vertebralBody: DicomCode = { scheme: 'SCT', value: '3572006', meaning: 'Vertebral body' };
const segmentationDerivation: DicomCode = { scheme: 'DCM', value: '113076', meaning: 'Segmentation' };
const sourceForProcessing: DicomCode = {
  scheme: 'DCM',
  value: '121322',
  meaning: 'Source image for image processing operation',
};

/**
 * A BINARY DICOM SEG of one vertebra (PS3.3 A.51), one frame per slice that the mask touches. Throws on an empty mask or
 * one of another size than the series: both are a caller's bugs.
 */
export function writeSegmentation(input: SegmentationInput): Uint8Array {
  const { series, mask } = input;
  const [columns, rows, sliceCount] = mask.size;
  if (series.slices.length !== sliceCount)
    throw new RangeError(`mask of ${sliceCount} slices on a series of ${series.slices.length}`);
  const plane = columns * rows;
  const used = Array.from({ length: sliceCount }, (_, z) => z).filter((z) =>
    mask.data.subarray(z * plane, (z + 1) * plane).some(Boolean),
  );
  if (used.length === 0) throw new RangeError('an empty mask cannot be a segmentation');
  const dimensionUid = newUid();
  const attributes: Attributes = {
    ...series.identity,
    ...instanceAttributes(input),
    Rows: rows,
    Columns: columns,
    NumberOfFrames: used.length,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 1,
    BitsStored: 1,
    HighBit: 0,
    PixelRepresentation: 0,
    LossyImageCompression: '00',
    SegmentationType: 'BINARY',
    SegmentSequence: [segmentItem(input)],
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: series.facts.seriesUid, ReferencedInstanceSequence: referencedInstances(series, used) },
    ],
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: dimensionUid }],
    DimensionIndexSequence: [
      dimension(dimensionUid, 'ReferencedSegmentNumber', 'SegmentIdentificationSequence'),
      dimension(dimensionUid, 'ImagePositionPatient', 'PlanePositionSequence'),
    ],
    SharedFunctionalGroupsSequence: [sharedGroups(mask)],
    PerFrameFunctionalGroupsSequence: used.map((z, i) => frameGroups(input, z, i)),
  };
  const pixels = new Uint8Array(plane * used.length);
  used.forEach((z, frame) => {
    pixels.set(mask.data.subarray(z * plane, (z + 1) * plane), frame * plane);
  });
  return dcmjsFile(attributes, pixels);
}

function instanceAttributes({ now, uids, creatorName, softwareVersion, level }: SegmentationInput): Attributes {
  const stamp = now.toISOString().replace(/[-:]/g, '');
  const [date, time] = [stamp.slice(0, 8), stamp.slice(9, 15)];
  return {
    SOPClassUID: sopClass.segmentation,
    SOPInstanceUID: uids?.instance ?? newUid(),
    SeriesInstanceUID: uids?.series ?? newUid(),
    Modality: 'SEG',
    ImageType: ['DERIVED', 'PRIMARY'],
    SeriesNumber: 300,
    SeriesDescription: `${level} segmentation (Backcast)`,
    SeriesDate: date,
    SeriesTime: time,
    ContentDate: date,
    ContentTime: time,
    InstanceCreationDate: date,
    InstanceCreationTime: time,
    InstanceNumber: 1,
    ContentLabel: 'SEGMENTATION',
    ContentDescription: `${level}, accepted by the reader named as creator`,
    ContentCreatorName: creatorName,
    Manufacturer: 'Backcast',
    ManufacturerModelName: 'Backcast',
    DeviceSerialNumber: '0',
    SoftwareVersions: softwareVersion,
  };
}

function segmentItem({ level, structure, algorithm }: SegmentationInput): Attributes {
  const { code, display } = codingOfLevel(level);
  const vertebra: DicomCode = { scheme: 'SCT', value: code, meaning: display ?? level };
  const isBody = structure === 'vertebral-body';
  return {
    SegmentNumber: 1,
    SegmentLabel: isBody ? `${level} vertebral body` : `${level} vertebra`,
    SegmentAlgorithmType: algorithm.type,
    ...(algorithm.type === 'MANUAL' ? {} : { SegmentAlgorithmName: algorithm.name ?? 'Backcast' }),
    SegmentedPropertyCategoryCodeSequence: [codeItem(anatomicalStructure)],
    SegmentedPropertyTypeCodeSequence: [codeItem(isBody ? vertebralBody : vertebra)],
    ...(isBody ? { AnatomicRegionSequence: [codeItem(vertebra)] } : {}),
    RecommendedDisplayCIELabValue: [48059, 26214, 45746],
  };
}

const dimension = (uid: string, pointer: keyof typeof dictionary, group: keyof typeof dictionary): Attributes => ({
  DimensionOrganizationUID: uid,
  DimensionIndexPointer: dictionary[pointer][1],
  FunctionalGroupPointer: dictionary[group][1],
  DimensionDescriptionLabel: pointer,
});

function referencedInstances({ slices }: SegmentationInput['series'], used: readonly number[]): Attributes[] {
  const byInstance = new Map(used.map((z) => [slices[z].sopInstanceUid, slices[z].sopClassUid]));
  return [...byInstance].map(([instance, sopClassUid]) => ({
    ReferencedSOPClassUID: sopClassUid,
    ReferencedSOPInstanceUID: instance,
  }));
}

function sharedGroups({ spacingMm, direction: d }: Mask): Attributes {
  return {
    PlaneOrientationSequence: [{ ImageOrientationPatient: [d[0], d[3], d[6], d[1], d[4], d[7]] }],
    PixelMeasuresSequence: [
      { PixelSpacing: [spacingMm[1], spacingMm[0]], SliceThickness: spacingMm[2], SpacingBetweenSlices: spacingMm[2] },
    ],
    SegmentIdentificationSequence: [{ ReferencedSegmentNumber: 1 }],
  };
}

function frameGroups({ series, mask }: SegmentationInput, z: number, index: number): Attributes {
  const { x, y, z: foot } = indexToPatient(mask, { frame: 'index', x: 0, y: 0, z });
  const { sopClassUid, sopInstanceUid, frameNumber } = series.slices[z];
  return {
    FrameContentSequence: [{ DimensionIndexValues: [1, index + 1] }],
    PlanePositionSequence: [{ ImagePositionPatient: [x, y, foot] }],
    DerivationImageSequence: [
      {
        DerivationCodeSequence: [codeItem(segmentationDerivation)],
        SourceImageSequence: [
          {
            ReferencedSOPClassUID: sopClassUid,
            ReferencedSOPInstanceUID: sopInstanceUid,
            ...(frameNumber ? { ReferencedFrameNumber: frameNumber } : {}),
            PurposeOfReferenceCodeSequence: [codeItem(sourceForProcessing)],
          },
        ],
      },
    ],
  };
}
