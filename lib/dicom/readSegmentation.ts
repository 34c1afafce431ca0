import { ok, type Result } from '@/lib/core/result';
import { levelOfSnomedCode } from '@/lib/core/vertebra';
import type { AttributeReader } from './attributeReader';
import type { DicomCode } from './attributes';
import type { FrameDecoder } from './codecs/frameDecoder';
import type { Keyword } from './dictionary';
import { encodedFrames } from './frames';
import { nativePixels } from './nativePixels';
import { type PixelFormat, type RawPixels, readPixelFormat } from './pixelFormat';
import { type DicomProblem, dicomFailure } from './problem';
import { type DicomFile, readPart10 } from './readPart10';
import type { Segment, SegmentAlgorithmType, Segmentation, SegmentFrame } from './segmentation';
import type { Orientation } from './sliceHeader';
import { sopClass } from './uid';

/**
 * Reads a BINARY, FRACTIONAL or LABELMAP segmentation, with sparse, unordered or overlapping frames. Refuses one whose
 * frames do not say where they lie or which segment they hold, or whose frames differ in orientation.
 */
export async function readSegmentation(
  bytes: Uint8Array,
  decoder: FrameDecoder,
): Promise<Result<Segmentation, DicomProblem>> {
  const file = readPart10(bytes);
  if (!file.ok) return file;
  const { attributes, sopClassUid, sopInstanceUid } = file.value;
  if (sopClassUid !== sopClass.segmentation && sopClassUid !== sopClass.labelMapSegmentation) {
    return dicomFailure('segmentation-invalid', 'The file is not a DICOM segmentation.');
  }
  const format = readPixelFormat(attributes);
  if (!format.ok) return format;
  const kind = kindOf(attributes, format.value);
  const frameOfReferenceUid = attributes.text('FrameOfReferenceUID');
  const seriesUid = attributes.text('SeriesInstanceUID');
  if (!kind || !frameOfReferenceUid || !seriesUid) {
    return dicomFailure('segmentation-invalid', 'The segmentation lacks its type, series or frame of reference.');
  }
  const layout = layoutOf(attributes, format.value, kind);
  if (!layout.ok) return layout;
  const pixels = await framePixels(file.value, format.value, decoder);
  if (!pixels.ok) return pixels;
  const maximum = attributes.number('MaximumFractionalValue') ?? 255;
  const { rows, columns } = format.value;
  const pixelCount = rows * columns;
  return ok({
    sopInstanceUid,
    seriesUid,
    ...optional('creatorName', attributes.text('ContentCreatorName')),
    ...optional('made', `${attributes.text('ContentDate') ?? ''}${attributes.text('ContentTime') ?? ''}` || undefined),
    frameOfReferenceUid,
    kind,
    segments: attributes.items('SegmentSequence').flatMap(segmentOf),
    ...layout.value,
    rows,
    columns,
    inside(frame, segmentNumber) {
      const values = pixels.value(frame.index);
      if (kind === 'LABELMAP') return insideWhere(pixelCount, (i) => values[i] === segmentNumber);
      if (frame.segmentNumber !== segmentNumber) return new Uint8Array(pixelCount);
      // Unpacked bits are ones and zeros already.
      if (format.value.bitsAllocated === 1 && values instanceof Uint8Array) return values;
      const threshold = kind === 'FRACTIONAL' ? maximum / 2 : 1;
      return insideWhere(pixelCount, (i) => values[i] >= threshold);
    },
  });
}

function kindOf(attributes: AttributeReader, { bitsAllocated }: PixelFormat): Segmentation['kind'] | undefined {
  const kind = attributes.text('SegmentationType');
  if (kind === 'BINARY') return bitsAllocated === 16 ? undefined : kind;
  if (kind === 'FRACTIONAL') return bitsAllocated === 8 ? kind : undefined;
  return kind === 'LABELMAP' && bitsAllocated !== 1 ? kind : undefined;
}

type Layout = Pick<Segmentation, 'frames' | 'spacingMm' | 'sliceSpacingMm' | 'orientation'>;

/** Where each frame lies and what it shows, from its own functional groups or the shared ones. */
function layoutOf(
  attributes: AttributeReader,
  { frameCount }: PixelFormat,
  kind: Segmentation['kind'],
): Result<Layout, DicomProblem> {
  const shared = attributes.items('SharedFunctionalGroupsSequence')[0];
  const perFrame = attributes.items('PerFrameFunctionalGroupsSequence');
  if (perFrame.length !== frameCount) {
    return dicomFailure(
      'segmentation-invalid',
      `${frameCount} frames are described by ${perFrame.length} functional groups.`,
    );
  }
  const frames: SegmentFrame[] = [];
  let first: { measures: readonly number[]; directions: readonly number[]; step?: number } | undefined;
  for (const [index, own] of perFrame.entries()) {
    const group = (keyword: Keyword) => own.items(keyword)[0] ?? shared?.items(keyword)[0];
    const position = group('PlanePositionSequence')?.numbers('ImagePositionPatient');
    const directions = group('PlaneOrientationSequence')?.numbers('ImageOrientationPatient');
    const measures = group('PixelMeasuresSequence');
    const spacing = measures?.numbers('PixelSpacing');
    const segmentNumber = group('SegmentIdentificationSequence')?.number('ReferencedSegmentNumber');
    if (
      position?.length !== 3 ||
      directions?.length !== 6 ||
      spacing?.length !== 2 ||
      !spacing.every((step) => step > 0)
    ) {
      return dicomFailure('segmentation-invalid', `Frame ${index + 1} of the segmentation does not say where it lies.`);
    }
    if (kind !== 'LABELMAP' && segmentNumber === undefined) {
      return dicomFailure('segmentation-invalid', `Frame ${index + 1} of the segmentation does not name its segment.`);
    }
    first ??= {
      measures: spacing,
      directions,
      step: measures?.number('SpacingBetweenSlices') ?? measures?.number('SliceThickness'),
    };
    if (!close(first.measures, spacing) || !close(first.directions, directions)) {
      return dicomFailure(
        'segmentation-invalid',
        `Frame ${index + 1} of the segmentation lies on another grid than the first.`,
      );
    }
    frames.push({
      index,
      ...(kind === 'LABELMAP' ? {} : { segmentNumber }),
      positionLps: [position[0], position[1], position[2]],
      sourceInstanceUid: sourceOf(group('DerivationImageSequence')),
    });
  }
  if (!first) return dicomFailure('segmentation-invalid', 'The segmentation has no frame.');
  const [x, y, z, u, v, w] = first.directions;
  const orientation: Orientation = { row: [x, y, z], column: [u, v, w] };
  return ok({ frames, spacingMm: [first.measures[1], first.measures[0]], sliceSpacingMm: first.step, orientation });
}

const close = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((value, i) => Math.abs(value - b[i]) <= 1e-4);

/** The source image if there is exactly one: a frame resampled from several names no single plane. */
function sourceOf(derivation: AttributeReader | undefined): string | undefined {
  const sources = derivation?.items('SourceImageSequence') ?? [];
  return sources.length === 1 ? sources[0].text('ReferencedSOPInstanceUID') : undefined;
}

/** A function from frame index to its pixel values; 1-bit frames continue within a byte and are unpacked when asked for. */
async function framePixels(
  file: DicomFile,
  format: PixelFormat,
  decoder: FrameDecoder,
): Promise<Result<(index: number) => RawPixels, DicomProblem>> {
  const frames = encodedFrames(file, format);
  if (!frames.ok) return frames;
  const { codec, bigEndian = false } = file.transferSyntax;
  if (format.bitsAllocated === 1) {
    if (codec !== 'native')
      return dicomFailure('pixel-format-unsupported', 'A 1-bit segmentation cannot be compressed frame by frame.');
    const length = format.rows * format.columns;
    return ok((index) => unpackBits(frames.value[0], index * length, length));
  }
  if (codec === 'native') return ok((index) => nativePixels(frames.value[index], format, bigEndian));
  const decoded: RawPixels[] = [];
  for (const frame of frames.value) {
    const pixels = await decoder.decode(codec, frame, format);
    if (!pixels.ok) return pixels;
    decoded.push(pixels.value);
  }
  return ok((index) => decoded[index]);
}

/** Bits from the least significant one of each byte (PS3.5 section 8.1.1); most bytes of a segmentation are empty. */
function unpackBits(bytes: Uint8Array, first: number, length: number): Uint8Array {
  const inside = new Uint8Array(length);
  const end = first + length;
  for (let bit = first; bit < end; bit = (bit | 7) + 1) {
    const rest = bytes[bit >> 3];
    if (rest === 0) continue;
    for (let one = bit; one < Math.min(end, (bit | 7) + 1); one += 1) inside[one - first] = (rest >> (one & 7)) & 1;
  }
  return inside;
}

/** A loop, because Uint8Array.from takes ten times as long, and a series has millions of pixels. */
function insideWhere(pixelCount: number, test: (pixel: number) => boolean): Uint8Array {
  const inside = new Uint8Array(pixelCount);
  for (let i = 0; i < pixelCount; i++) if (test(i)) inside[i] = 1;
  return inside;
}

const snomedScheme = 'SCT';
const vertebraCode = '51282000';
const vertebralBodyCode = '3572006';

function segmentOf(item: AttributeReader): readonly Segment[] {
  const number = item.number('SegmentNumber');
  if (number === undefined) return [];
  const propertyType = codeOf(item.items('SegmentedPropertyTypeCodeSequence')[0]);
  const regions = [...item.items('AnatomicRegionSequence'), ...item.items('PrimaryAnatomicStructureSequence')].map(
    codeOf,
  );
  const codes = [propertyType, ...regions].filter((code) => code?.scheme === snomedScheme);
  const level = codes.map((code) => levelOfSnomedCode(code?.value ?? '')).find((found) => found !== undefined);
  const isBody = codes[0]?.value === vertebralBodyCode;
  const isVertebra =
    codes[0] !== undefined && (codes[0].value === vertebraCode || levelOfSnomedCode(codes[0].value) !== undefined);
  const structure = isBody ? 'vertebral-body' : isVertebra ? 'vertebra' : undefined;
  return [
    {
      number,
      label: item.text('SegmentLabel') ?? `Segment ${number}`,
      ...(propertyType ? { propertyType } : {}),
      ...(level && structure ? { level } : {}),
      ...(structure ? { structure } : {}),
      ...optional('algorithmType', item.text('SegmentAlgorithmType') as SegmentAlgorithmType | undefined),
      ...optional('algorithmName', item.text('SegmentAlgorithmName')),
    },
  ];
}

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };

function codeOf(item: AttributeReader | undefined): DicomCode | undefined {
  const value = item?.text('CodeValue');
  const scheme = item?.text('CodingSchemeDesignator');
  if (!value || !scheme) return undefined;
  return { scheme, value, meaning: item?.text('CodeMeaning') ?? '' };
}
