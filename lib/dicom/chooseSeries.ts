import type { AttributeReader } from './attributeReader';
import { type ExclusionOptions, exclusionOf } from './seriesExclusion';
import { contrastAgentOf } from './seriesFacts';

/** A series as the reader is offered it. */
export interface SeriesCandidate {
  readonly seriesUid: string;
  readonly description: string;
  /** Images that could be part of a volume. */
  readonly sliceCount: number;
  readonly sliceThicknessMm?: number;
  readonly kernel?: string;
  readonly contrast?: boolean;
  /** Why it cannot be used, or why another one comes first. */
  readonly reason: string;
}

export interface SeriesChoice {
  /** The first of `usable`; undefined if there is none. */
  readonly chosen?: SeriesCandidate;
  /** Best first; the reader may take another one. */
  readonly usable: readonly SeriesCandidate[];
  readonly unusable: readonly SeriesCandidate[];
}

interface Described extends Omit<SeriesCandidate, 'reason'> {
  readonly unusable?: string;
}

const fewestSlices = 10;

/**
 * Orders the series of a study for measuring a vertebra: without contrast before with it or unknown, then thin before
 * thick slices, then more slices; each with the reason in words. Localizers and derived images do not count as slices.
 *
 * @param series the headers of each series' instances, from /metadata.
 */
export function chooseSeries(
  series: readonly (readonly AttributeReader[])[],
  options: ExclusionOptions = {},
): SeriesChoice {
  const described = series.filter((instances) => instances.length > 0).map((instances) => describe(instances, options));
  const ordered = described.filter(({ unusable }) => unusable === undefined).sort(compare);
  const [first] = ordered;
  const usable = ordered.map((candidate) => ({ ...plain(candidate), reason: reasonOf(candidate, first) }));
  const unusable = described.flatMap((candidate) =>
    candidate.unusable === undefined ? [] : [{ ...plain(candidate), reason: candidate.unusable }],
  );
  return { ...(usable[0] ? { chosen: usable[0] } : {}), usable, unusable };
}

function describe(instances: readonly AttributeReader[], options: ExclusionOptions): Described {
  const reasons = instances.map((instance) => exclusionOf(instance, options));
  const usable = instances.filter((_, i) => reasons[i] === undefined);
  const [first] = usable.length > 0 ? usable : instances;
  const sliceCount = usable.reduce((sum, instance) => sum + (instance.number('NumberOfFrames') ?? 1), 0);
  const thickness = first.number('SliceThickness');
  const kernel = first.text('ConvolutionKernel');
  const contrast = contrastAgentOf(first);
  const unusable =
    sliceCount === 0 ? reasons.find(Boolean) : sliceCount < fewestSlices ? `only ${sliceCount} slices` : undefined;
  return {
    seriesUid: first.text('SeriesInstanceUID') ?? '',
    description: first.text('SeriesDescription') ?? 'Without description',
    sliceCount,
    ...(thickness === undefined ? {} : { sliceThicknessMm: thickness }),
    ...(kernel === undefined ? {} : { kernel }),
    ...(contrast === undefined ? {} : { contrast }),
    ...(unusable === undefined ? {} : { unusable }),
  };
}

const contrastRank = ({ contrast }: Described): number => (contrast === false ? 0 : contrast === undefined ? 1 : 2);
const thicknessOf = ({ sliceThicknessMm }: Described): number => sliceThicknessMm ?? Number.MAX_VALUE;

function compare(a: Described, b: Described): number {
  return contrastRank(a) - contrastRank(b) || thicknessOf(a) - thicknessOf(b) || b.sliceCount - a.sliceCount;
}

function reasonOf(candidate: Described, first: Described): string {
  if (candidate === first) {
    const contrast =
      candidate.contrast === false ? 'without contrast' : candidate.contrast ? 'with contrast' : 'contrast not stated';
    const thickness =
      candidate.sliceThicknessMm === undefined ? 'thickness not stated' : `${candidate.sliceThicknessMm} mm slices`;
    return `Comes first: ${contrast}, ${thickness}, ${candidate.sliceCount} slices`;
  }
  if (contrastRank(candidate) > contrastRank(first))
    return candidate.contrast ? 'With contrast' : 'Does not say whether contrast was given';
  if (thicknessOf(candidate) > thicknessOf(first)) {
    return candidate.sliceThicknessMm === undefined
      ? 'Does not say its slice thickness'
      : `Thicker slices (${candidate.sliceThicknessMm} mm)`;
  }
  return candidate.sliceCount < first.sliceCount ? `Fewer slices (${candidate.sliceCount})` : 'As good as the first';
}

const plain = ({ unusable: _, ...candidate }: Described): Omit<SeriesCandidate, 'reason'> => candidate;
