import { ok, type Result } from '@/lib/core/result';
import type { Triple } from '@/lib/volume/volume';
import type { AttributeReader } from './attributeReader';
import type { Keyword } from './dictionary';
import { type PixelFormat, readPixelFormat } from './pixelFormat';
import { type DicomProblem, dicomFailure } from './problem';

/** Direction cosines of a row (growing column) and a column (growing row), LPS. */
export interface Orientation {
  readonly row: Triple;
  readonly column: Triple;
}

/** What volume assembly needs to know of one plane. */
export interface SliceHeader {
  readonly sopInstanceUid: string;
  readonly sopClassUid: string;
  /** From 1, in a multi-frame instance only. */
  readonly frameNumber?: number;
  /** How messages name the slice: instance number, or frame. */
  readonly name: string;
  readonly seriesUid: string;
  readonly studyUid: string;
  readonly frameOfReferenceUid: string;
  readonly imageType: readonly string[];
  readonly acquisitionNumber?: number;
  readonly positionLps: Triple;
  readonly orientation: Orientation;
  readonly spacingMm: readonly [x: number, y: number];
  readonly format: PixelFormat;
  readonly slope: number;
  readonly intercept: number;
  /** Stored values from `low` to `high` mark pixels outside the field of view. */
  readonly padding?: { readonly low: number; readonly high: number };
  readonly attributes: AttributeReader;
}

interface Plane {
  readonly position?: readonly number[];
  readonly orientation?: readonly number[];
  readonly spacing?: readonly number[];
  readonly slope?: number;
  readonly intercept?: number;
  readonly rescaleType?: string;
  readonly imageType: readonly string[];
}

/** The headers of every plane of a CT instance: one, or one per frame of a multi-frame instance (PS3.3 C.7.6.16). */
export function sliceHeaders(attributes: AttributeReader): Result<readonly SliceHeader[], DicomProblem> {
  const format = readPixelFormat(attributes);
  if (!format.ok) return format;
  const { frameCount } = format.value;
  const multiFrame = attributes.number('NumberOfFrames') !== undefined;
  const perFrame = attributes.items('PerFrameFunctionalGroupsSequence');
  if (multiFrame && frameCount > 1 && perFrame.length !== frameCount) {
    return dicomFailure(
      'attribute-invalid',
      `${frameCount} frames are described by ${perFrame.length} functional groups.`,
    );
  }
  const headers: SliceHeader[] = [];
  for (let frame = 0; frame < frameCount; frame++) {
    const plane = perFrame.length > 0 ? functionalPlane(attributes, perFrame[frame]) : rootPlane(attributes);
    const frameNumber = multiFrame ? frame + 1 : undefined;
    const header = headerOf(attributes, format.value, plane, frameNumber);
    if (!header.ok) return header;
    headers.push(header.value);
  }
  return ok(headers);
}

function rootPlane(attributes: AttributeReader): Plane {
  return {
    position: attributes.numbers('ImagePositionPatient'),
    orientation: attributes.numbers('ImageOrientationPatient'),
    spacing: attributes.numbers('PixelSpacing'),
    slope: attributes.number('RescaleSlope'),
    intercept: attributes.number('RescaleIntercept'),
    rescaleType: attributes.text('RescaleType'),
    imageType: attributes.texts('ImageType'),
  };
}

/** Per-frame functional groups first, then the shared ones (PS3.3 C.7.6.16.1.1). */
function functionalPlane(attributes: AttributeReader, frame: AttributeReader): Plane {
  const shared = attributes.items('SharedFunctionalGroupsSequence')[0];
  const group = (keyword: Keyword) => frame.items(keyword)[0] ?? shared?.items(keyword)[0];
  const transformation = group('PixelValueTransformationSequence');
  const frameType = group('CTImageFrameTypeSequence')?.texts('FrameType') ?? [];
  return {
    position: group('PlanePositionSequence')?.numbers('ImagePositionPatient'),
    orientation: group('PlaneOrientationSequence')?.numbers('ImageOrientationPatient'),
    spacing: group('PixelMeasuresSequence')?.numbers('PixelSpacing'),
    slope: transformation?.number('RescaleSlope'),
    intercept: transformation?.number('RescaleIntercept'),
    rescaleType: transformation?.text('RescaleType'),
    imageType: frameType.length > 0 ? frameType : attributes.texts('ImageType'),
  };
}

function headerOf(
  attributes: AttributeReader,
  format: PixelFormat,
  plane: Plane,
  frameNumber: number | undefined,
): Result<SliceHeader, DicomProblem> {
  const number = attributes.number('InstanceNumber');
  const name = frameNumber ? `frame ${frameNumber}` : `image ${number ?? 'without a number'}`;
  const missing = (what: string) =>
    dicomFailure('attribute-missing', `CT ${name} does not give its ${what}.`, { slice: name });
  const sopInstanceUid = attributes.text('SOPInstanceUID');
  const sopClassUid = attributes.text('SOPClassUID');
  const seriesUid = attributes.text('SeriesInstanceUID');
  const studyUid = attributes.text('StudyInstanceUID');
  const frameOfReferenceUid = attributes.text('FrameOfReferenceUID');
  if (!sopInstanceUid || !sopClassUid || !seriesUid || !studyUid) return missing('study, series and instance UID');
  if (!frameOfReferenceUid) return missing('frame of reference');
  if (plane.position?.length !== 3) return missing('position in the patient');
  if (plane.orientation?.length !== 6) return missing('orientation in the patient');
  if (plane.spacing?.length !== 2) return missing('pixel spacing');
  const [x, y, z, u, v, w] = plane.orientation;
  const orientation: Orientation = { row: [x, y, z], column: [u, v, w] };
  if (!isOrthonormal(orientation)) {
    return dicomFailure('attribute-invalid', `The directions of CT ${name} are not two perpendicular unit vectors.`, {
      slice: name,
    });
  }
  if (!plane.spacing.every((spacing) => spacing > 0 && spacing < 50)) {
    return dicomFailure('attribute-invalid', `The pixel spacing of CT ${name} is ${plane.spacing.join(' x ')} mm.`, {
      slice: name,
    });
  }
  const { slope, intercept } = plane;
  if (!slope || intercept === undefined || (plane.rescaleType ?? 'HU') !== 'HU') {
    return dicomFailure(
      'not-hounsfield',
      `The values of CT ${name} are not Hounsfield units (slope ${slope ?? 'absent'}, intercept ${intercept ?? 'absent'}, type ${plane.rescaleType ?? 'absent'}).`,
      { slice: name },
      'Choose a conventional CT series; spectral maps and colour images cannot be measured.',
    );
  }
  return ok({
    sopInstanceUid,
    sopClassUid,
    ...(frameNumber ? { frameNumber } : {}),
    name,
    seriesUid,
    studyUid,
    frameOfReferenceUid,
    imageType: plane.imageType,
    acquisitionNumber: attributes.number('AcquisitionNumber'),
    positionLps: [plane.position[0], plane.position[1], plane.position[2]],
    orientation,
    // PixelSpacing is row spacing (along y) first (PS3.3 10.7.1.3).
    spacingMm: [plane.spacing[1], plane.spacing[0]],
    format,
    slope,
    intercept,
    padding: paddingOf(attributes),
    attributes,
  });
}

function paddingOf(attributes: AttributeReader): SliceHeader['padding'] {
  const value = attributes.number('PixelPaddingValue');
  if (value === undefined) return undefined;
  const limit = attributes.number('PixelPaddingRangeLimit') ?? value;
  return { low: Math.min(value, limit), high: Math.max(value, limit) };
}

function isOrthonormal({ row, column }: Orientation): boolean {
  const tolerance = 1e-3;
  const near = (value: number, target: number) => Math.abs(value - target) <= tolerance;
  return near(dot(row, row), 1) && near(dot(column, column), 1) && near(dot(row, column), 0);
}

export const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The normal that completes row and column to a right-handed system. */
export const normalOf = ({ row, column }: Orientation): Triple => [
  row[1] * column[2] - row[2] * column[1],
  row[2] * column[0] - row[0] * column[2],
  row[0] * column[1] - row[1] * column[0],
];
