import { ok, type Result } from '@/lib/core/result';
import { arrangeSlices, type SliceArrangement } from './arrangeSlices';
import type { Attributes } from './attributes';
import type { CtSeries } from './ctSeries';
import { createSliceFiller, fitsInt16, type SliceCounts } from './fillSlice';
import type { RawPixels } from './pixelFormat';
import { type DicomProblem, dicomFailure } from './problem';
import { seriesFacts } from './seriesFacts';
import type { SliceHeader } from './sliceHeader';

/** One plane with its pixels, which may still be decoding. */
export interface Plane {
  readonly header: SliceHeader;
  readonly pixels: RawPixels | Promise<Result<RawPixels, DicomProblem>>;
}

/** 1 GB of 16-bit voxels: about 1,900 slices of 512 x 512. */
const maxVoxels = 500_000_000;

/** Decodes, arranges and fills: the planes of one series become one volume, or the reason why not. */
export async function assembleVolume(
  planes: readonly Plane[],
  notes: readonly string[],
): Promise<Result<CtSeries, DicomProblem>> {
  if (planes.length === 0) {
    return dicomFailure('series-empty', `The series holds no usable CT image. ${notes.join('. ')}`.trim());
  }
  const decoded: RawPixels[] = [];
  for (const { header, pixels } of planes) {
    const result = pixels instanceof Promise ? await pixels : ok(pixels);
    if (!result.ok) {
      const { code, message, remedy } = result.problem;
      return dicomFailure(code, `CT ${header.name}: ${message}`, { slice: header.name }, remedy);
    }
    decoded.push(result.value);
  }
  const headers = planes.map(({ header }) => header);
  const arranged = arrangeSlices(headers);
  if (!arranged.ok) return arranged;
  const duplicates = dropDuplicates(arranged.value, headers, decoded);
  if (!duplicates.ok) return duplicates;
  return fill(arranged.value, headers, decoded, [...notes, ...duplicates.value]);
}

/** Equal pixels at one position are one slice sent twice; different ones are two acquisitions, and nobody may guess. */
function dropDuplicates(
  { stack }: SliceArrangement,
  headers: readonly SliceHeader[],
  decoded: readonly RawPixels[],
): Result<readonly string[], DicomProblem> {
  const repeated = stack.filter((entry) => entry.length > 1);
  for (const [kept, ...others] of repeated) {
    const differing = others.find((other) => !sameImage(headers[kept], decoded[kept], headers[other], decoded[other]));
    if (differing === undefined) continue;
    const [a, b] = [headers[kept], headers[differing]];
    return dicomFailure(
      'slice-duplicate',
      `CT ${a.name} and ${b.name} lie at the same position but differ (acquisitions ${a.acquisitionNumber ?? 'unknown'} and ${b.acquisitionNumber ?? 'unknown'}).`,
      { slice: b.name },
      'Choose a series of one acquisition, for instance one contrast phase.',
    );
  }
  return ok(repeated.length > 0 ? [`${repeated.length} slice(s) were sent more than once and used once`] : []);
}

function sameImage(a: SliceHeader, aPixels: RawPixels, b: SliceHeader, bPixels: RawPixels): boolean {
  const sameScale = a.slope === b.slope && a.intercept === b.intercept && a.format.signed === b.format.signed;
  return sameScale && aPixels.length === bPixels.length && aPixels.every((cell, i) => cell === bPixels[i]);
}

function fill(
  { geometry, stack }: SliceArrangement,
  headers: readonly SliceHeader[],
  decoded: readonly RawPixels[],
  notes: readonly string[],
): Result<CtSeries, DicomProblem> {
  const plane = geometry.size[0] * geometry.size[1];
  const voxels = plane * stack.length;
  if (voxels > maxVoxels)
    return dicomFailure('too-large', `The series has ${voxels} voxels; ${maxVoxels} can be held.`);
  const chosen = stack.map(([index]) => index);
  const slices = chosen.map((index) => headers[index]);
  const data = chosen.every((index) => fitsInt16(headers[index], decoded[index]))
    ? new Int16Array(voxels)
    : new Float32Array(voxels);
  const counts: SliceCounts = { padded: 0, saturated: 0, implausiblePadding: false };
  const fillSlice = createSliceFiller(data, counts);
  for (const [z, index] of chosen.entries()) fillSlice(z * plane, decoded[index], headers[index]);
  return ok({
    volume: { ...geometry, data },
    facts: seriesFacts(slices, geometry),
    slices: slices.map(({ sopInstanceUid, sopClassUid, frameNumber }) => ({
      sopInstanceUid,
      sopClassUid,
      ...(frameNumber ? { frameNumber } : {}),
    })),
    frameOfReferenceUid: slices[0].frameOfReferenceUid,
    identity: identityOf(slices[0]),
    paddedVoxels: counts.padded,
    saturatedVoxels: counts.saturated,
    notes: counts.implausiblePadding
      ? [...notes, 'The padding value of the header lies within tissue and was ignored']
      : notes,
  });
}

/** Patient and study modules' attributes (PS3.3 C.7.1.1, C.7.2.1), absent ones empty as type 2 asks. */
function identityOf({ attributes, studyUid, frameOfReferenceUid }: SliceHeader): Attributes {
  return {
    PatientName: attributes.text('PatientName') ?? '',
    PatientID: attributes.text('PatientID') ?? '',
    PatientBirthDate: attributes.text('PatientBirthDate') ?? '',
    PatientSex: attributes.text('PatientSex') ?? '',
    StudyInstanceUID: studyUid,
    StudyDate: attributes.text('StudyDate') ?? '',
    StudyTime: attributes.text('StudyTime') ?? '',
    StudyID: attributes.text('StudyID') ?? '',
    AccessionNumber: attributes.text('AccessionNumber') ?? '',
    ReferringPhysicianName: attributes.text('ReferringPhysicianName') ?? '',
    FrameOfReferenceUID: frameOfReferenceUid,
    PositionReferenceIndicator: attributes.text('PositionReferenceIndicator') ?? '',
  };
}
