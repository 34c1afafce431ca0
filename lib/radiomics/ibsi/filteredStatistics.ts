import { ok, type Result } from '@/lib/core/result';
import { cropToBox, originOfBox, padBox } from '@/lib/volume/box';
import { alignCentres, resampleMaskByFraction, resampleRounded } from '@/lib/volume/resample/centreAligned';
import type { Triple, Volume } from '@/lib/volume/volume';
import { checkRoi, checkSameGrid, checkVolume, findRoi } from '../checks';
import { defaultSettings } from '../parameters/settings';
import type { RadiomicsProblem } from '../problem';
import { resegment } from '../resegment';
import { roiOfLabel } from '../roi';
import { readRoiFromBox } from '../roiValues';
import { type IntensityStatistics, intensityStatistics } from './intensityStatistics';
import { type IbsiFilter, reachOf, responseMap } from './responseMaps';

export interface FilteredStatisticsRequest {
  readonly image: Volume;
  readonly mask: Volume;
  readonly label: number;
  /** New spacing in mm: cubic spline for the image, linear for the mask, aligned by centre; left out, the grid stays. */
  readonly spacingMm?: Triple;
  /** Closed range of the unfiltered intensities that stay in the region. */
  readonly range?: readonly [lowest: number, highest: number];
  /** Left out, the statistics are those of the image itself. */
  readonly filter?: IbsiFilter;
}

/**
 * Statistics of a filter's response in a region, in IBSI 2's order of steps: interpolate, round, re-segment, filter the
 * whole image, take statistics. Bad input is refused with the problems of `extract`.
 */
export function filteredStatistics(request: FilteredStatisticsRequest): Result<IntensityStatistics, RadiomicsProblem> {
  const { label, spacingMm, range, filter } = request;
  for (const checked of [
    checkVolume(request.image, 'image'),
    checkVolume(request.mask, 'mask'),
    checkSameGrid(request.image, request.mask, defaultSettings.geometryTolerance),
  ])
    if (!checked.ok) return checked;
  const { image, mask } = spacingMm ? interpolated(request, spacingMm) : request;
  const found = findRoi(mask, label);
  if (!found.ok) return found;
  const region = range
    ? resegment(image, found.value, { ...defaultSettings, label, resegmentRange: range, resegmentMode: 'absolute' })
    : found;
  if (!region.ok) return region;
  const checked = checkRoi(region.value, defaultSettings);
  if (!checked.ok) return checked;
  const { box } = region.value;
  const response = filter ? responseMap(image, box, filter) : cropToBox(image, box);
  return ok(intensityStatistics(readRoiFromBox(response, region.value, box)));
}

/** Image and mask on the new grid, as far around the region as the filter reaches. */
function interpolated({ image, mask, label, filter }: FilteredStatisticsRequest, spacingMm: Triple) {
  const grid = alignCentres(image, spacingMm);
  const region = resampleMaskByFraction(mask, label, grid);
  const roi = roiOfLabel(region, label);
  if (!roi) return { image, mask: region };
  const box = padBox(roi.box, filter ? reachOf(region, filter) : 0, grid.size);
  const part = { ...grid, size: box.size, originLps: originOfBox(grid, box) };
  return { image: resampleRounded(image, part, 'cubic-spline'), mask: cropToBox(region, box) };
}
