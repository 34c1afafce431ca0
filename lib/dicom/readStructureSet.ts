import { ok, type Result } from '@/lib/core/result';
import { levelOfSnomedCode, type VertebraLevel } from '@/lib/core/vertebra';
import { patientToIndex } from '@/lib/volume/coordinates';
import { type Geometry, type Mask, voxelCount } from '@/lib/volume/volume';
import type { CtSeries } from './ctSeries';
import { type DicomProblem, dicomFailure } from './problem';
import { readPart10 } from './readPart10';
import { sopClass } from './uid';

/** One region of an RTSTRUCT: closed contours in planes, mm, LPS. */
export interface RegionOfInterest {
  readonly number: number;
  readonly name: string;
  /** From an identification code in SNOMED CT only. */
  readonly level?: VertebraLevel;
  readonly frameOfReferenceUid?: string;
  /** x, y, z of each point after the other. */
  readonly contours: readonly (readonly number[])[];
}

export interface StructureSet {
  readonly sopInstanceUid: string;
  readonly seriesUid: string;
  /** Date and time as the file writes them, to order several by. */
  readonly made?: string;
  readonly regions: readonly RegionOfInterest[];
}

/** Reads the regions of an RT Structure Set (PS3.3 A.19). Refuses contours that are not closed and planar. */
export function readStructureSet(bytes: Uint8Array): Result<StructureSet, DicomProblem> {
  const file = readPart10(bytes);
  if (!file.ok) return file;
  const { attributes, sopClassUid, sopInstanceUid } = file.value;
  const seriesUid = attributes.text('SeriesInstanceUID');
  if (sopClassUid !== sopClass.rtStructureSet || seriesUid === undefined)
    return dicomFailure('segmentation-invalid', 'The file is not an RT structure set of a series.');
  const observations = attributes.items('RTROIObservationsSequence');
  const outlines = attributes.items('ROIContourSequence');
  const regions: RegionOfInterest[] = [];
  for (const item of attributes.items('StructureSetROISequence')) {
    const number = item.number('ROINumber');
    if (number === undefined)
      return dicomFailure('segmentation-invalid', 'A region of the structure set has no number.');
    const contours: (readonly number[])[] = [];
    for (const contour of outlines
      .filter((one) => one.number('ReferencedROINumber') === number)
      .flatMap((one) => one.items('ContourSequence'))) {
      const points = contour.numbers('ContourData');
      const type = contour.text('ContourGeometricType');
      if (type !== 'CLOSED_PLANAR' || points === undefined || points.length < 9 || points.length % 3 !== 0) {
        return dicomFailure(
          'segmentation-invalid',
          `A contour of region ${number} is ${type ?? 'of no type'} with ${(points?.length ?? 0) / 3} points; closed planar ones were expected.`,
        );
      }
      contours.push(points);
    }
    const codes = observations
      .filter((one) => one.number('ReferencedROINumber') === number)
      .flatMap((one) => one.items('RTROIIdentificationCodeSequence'))
      .filter((code) => code.text('CodingSchemeDesignator') === 'SCT');
    const level = codes
      .map((code) => levelOfSnomedCode(code.text('CodeValue') ?? ''))
      .find((found) => found !== undefined);
    regions.push({
      number,
      name: item.text('ROIName') ?? `Region ${number}`,
      ...(level ? { level } : {}),
      frameOfReferenceUid: item.text('ReferencedFrameOfReferenceUID'),
      contours,
    });
  }
  const made = `${attributes.text('StructureSetDate') ?? ''}${attributes.text('StructureSetTime') ?? ''}`;
  return ok({ sopInstanceUid, seriesUid, ...(made && { made }), regions });
}

/** A contour belongs to the slice that it was drawn on; between slices nobody knows what it encloses. */
const sliceTolerance = 0.25;
/** How near to a voxel's centre, in voxels, a contour runs through it. */
const onContour = 1e-3;

/**
 * Fills a region's contours on the CT's grid: a voxel is inside where its centre is, and contours within contours are
 * holes (even-odd). A voxel whose centre lies on a contour is inside: programs that make contours of voxels (rt-utils, and so
 * TotalSegmentator) run them through the centres of the outermost ones. Refuses another frame of reference, contours across or between slices, and a region outside the CT.
 */
export function regionMask(
  region: RegionOfInterest,
  series: Pick<CtSeries, 'frameOfReferenceUid'> & { readonly volume: Geometry },
): Result<Mask, DicomProblem> {
  if (region.frameOfReferenceUid !== series.frameOfReferenceUid) {
    return dicomFailure(
      'frame-of-reference-mismatch',
      'The structure set was drawn in another frame of reference than this CT.',
      {},
      'Choose the CT series that it was drawn on, or segment anew.',
    );
  }
  const { size, spacingMm, originLps, direction } = series.volume;
  const mask: Mask = { size, spacingMm, originLps, direction, data: new Uint8Array(voxelCount(series.volume)) };
  const touched: number[] = [];
  for (const contour of region.contours) {
    const filled = fillContour(contour, mask, touched);
    if (!filled.ok) return filled;
  }
  for (const voxel of touched) mask.data[voxel] = 1;
  return mask.data.includes(1)
    ? ok(mask)
    : dicomFailure('segment-missing', `Region ${region.number} encloses no voxel of the CT.`);
}

/** Turns what a contour encloses inside out, and adds the voxels that it runs through to `touched`. */
function fillContour(contour: readonly number[], mask: Mask, touched: number[]): Result<null, DicomProblem> {
  const points = Array.from({ length: contour.length / 3 }, (_, i) =>
    patientToIndex(mask, { frame: 'lps', x: contour[3 * i], y: contour[3 * i + 1], z: contour[3 * i + 2] }),
  );
  const z = Math.round(points[0].z);
  if (points.some((point) => Math.abs(point.z - z) > sliceTolerance)) {
    return dicomFailure('grid-mismatch', 'A contour lies across or between the slices of this CT.');
  }
  const [columns, rows, slices] = mask.size;
  const outside = points.some(({ x, y }) => x < -0.5 || y < -0.5 || x > columns - 0.5 || y > rows - 0.5);
  if (z < 0 || z >= slices || outside) return dicomFailure('grid-mismatch', 'A contour reaches outside the CT series.');
  for (let y = 0; y < rows; y++) {
    const crossings = points
      .flatMap((a, i) => {
        const b = points[(i + 1) % points.length];
        return a.y > y === b.y > y ? [] : [a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)];
      })
      .sort((a, b) => a - b);
    for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
      for (let x = Math.max(0, Math.ceil(crossings[pair])); x < Math.min(columns, crossings[pair + 1]); x++) {
        mask.data[x + columns * (y + rows * z)] ^= 1;
      }
    }
  }
  points.forEach((from, i) => {
    for (const { x, y } of centresOnEdge(from, points[(i + 1) % points.length]))
      touched.push(x + columns * (y + rows * z));
  });
  return ok(null);
}

interface InPlane {
  readonly x: number;
  readonly y: number;
}

/** The voxels whose centres an edge of a contour runs through. */
function centresOnEdge(from: InPlane, to: InPlane): readonly InPlane[] {
  const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y));
  const along: 'x' | 'y' = Math.abs(to.x - from.x) >= Math.abs(to.y - from.y) ? 'x' : 'y';
  const [low, high] = [Math.min(from[along], to[along]), Math.max(from[along], to[along])];
  const centres: InPlane[] = [];
  for (let step = Math.ceil(low - onContour); step <= high + onContour; step++) {
    const share = steps > 0 ? Math.abs(step - from[along]) / steps : 0;
    const point = { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    const centre = { x: Math.round(point.x), y: Math.round(point.y) };
    if (Math.abs(point.x - centre.x) <= onContour && Math.abs(point.y - centre.y) <= onContour) centres.push(centre);
  }
  return centres;
}
