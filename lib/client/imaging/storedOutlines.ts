import 'client-only';
import { ok, type Problem, type Result } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { readStructureSet, regionMask } from '@/lib/dicom/readStructureSet';
import type { PlacedMask, SegmentAlgorithmType } from '@/lib/dicom/segmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import type { ImagingArchive, SeriesReference } from '@/lib/dicomweb/imagingArchive';

/** An outline of a vertebra that the archive holds beside a CT. */
export interface StoredOutline {
  readonly kind: 'pacs-seg' | 'pacs-rtstruct';
  readonly seriesUid: string;
  readonly sopInstanceUid: string;
  readonly label: string;
  /** Of a coded segment; a label is never read as a level. */
  readonly level?: VertebraLevel;
  readonly isBody: boolean;
  /** Who accepted it, as a DICOM person name. */
  readonly creatorName?: string;
  readonly algorithm?: { readonly type?: SegmentAlgorithmType; readonly name?: string };
  /** Date and time as the file writes them. */
  readonly made: string;
  /** Its voxels on the CT's grid; made when asked for, because a file may hold a hundred structures. */
  readonly place: () => Result<PlacedMask>;
}

export interface FoundOutlines {
  /** Best first: the fracture's level, bodies before whole vertebrae, newest first; those without a coded level last. */
  readonly outlines: readonly StoredOutline[];
  /** Why files that lie beside the CT could not be read. */
  readonly problems: readonly Problem[];
}

type Decoder = Parameters<typeof readSegmentation>[1];

/** Files beside a CT that may hold outlines, and why others could not be had. */
export interface OutlineFiles {
  readonly files: readonly Uint8Array[];
  readonly problems: readonly Problem[];
}

/** Retrieves the segmentations and structure sets of a study, those of the chart and those that only the archive knows. */
export async function outlineFiles(
  archive: ImagingArchive,
  studyUid: string,
  listed: readonly SeriesReference[],
  signal?: AbortSignal,
): Promise<OutlineFiles> {
  const found = listed.filter((series) => series.studyUid === studyUid);
  const searched = await Promise.all(
    ['SEG', 'RTSTRUCT'].map(async (modality) => ({
      modality,
      series: await archive.searchSeries(studyUid, modality, signal),
    })),
  );
  for (const { modality, series } of searched)
    for (const one of series.ok ? series.value : []) {
      const seriesUid = one.text('SeriesInstanceUID');
      // An archive may ignore the filter.
      if (seriesUid && one.text('Modality') === modality && !found.some((known) => known.seriesUid === seriesUid))
        found.push({ studyUid, seriesUid });
    }
  const retrieved = await Promise.all(
    found.map((series) => archive.retrieveInstances(series, { ...(signal && { signal }) })),
  );
  return {
    files: retrieved.flatMap((one) => (one.ok ? one.value : [])),
    problems: [
      ...searched.flatMap(({ series }) => (series.ok ? [] : notSearched(series.problem))).slice(0, 1),
      ...retrieved.flatMap((one) => (one.ok ? [] : one.problem)),
    ],
  };
}

const notSearched = ({ message, cause }: Problem): Problem => ({
  code: 'outlines-not-searched',
  message: `Whether the archive holds outlines for this scan is not known, because its search failed. ${message}`,
  remedy: 'Open the imaging step again to search once more, or outline the body yourself.',
  ...(cause !== undefined && { cause }),
});

/** Reads the outlines of vertebrae that files hold, for one CT. */
export async function storedOutlines(
  { files, problems }: OutlineFiles,
  ct: CtSeries,
  level: VertebraLevel | undefined,
  decoder: Decoder,
): Promise<FoundOutlines> {
  const read = await Promise.all(files.map((file) => outlinesOf(file, ct, decoder)));
  return {
    outlines: read.flatMap((one) => (one.ok ? one.value : [])).sort((a, b) => compare(a, b, level)),
    problems: [...problems, ...read.flatMap((one) => (one.ok ? [] : one.problem))],
  };
}

function compare(a: StoredOutline, b: StoredOutline, level: VertebraLevel | undefined): number {
  const rank = (one: StoredOutline): number =>
    (one.level === undefined ? 4 : one.level === level ? 0 : 2) + (one.isBody ? 0 : 1);
  return rank(a) - rank(b) || b.made.localeCompare(a.made);
}

async function outlinesOf(file: Uint8Array, ct: CtSeries, decoder: Decoder): Promise<Result<readonly StoredOutline[]>> {
  const structures = readStructureSet(file);
  if (structures.ok) {
    const { regions, seriesUid, sopInstanceUid, made = '' } = structures.value;
    return ok(
      regions.map((region) => ({
        kind: 'pacs-rtstruct',
        seriesUid,
        sopInstanceUid,
        label: region.name,
        ...(region.level && { level: region.level }),
        isBody: false,
        made,
        place: () => {
          const mask = regionMask(region, ct);
          return mask.ok ? ok({ mask: mask.value, placement: 'exact' }) : mask;
        },
      })),
    );
  }
  const segmentation = await readSegmentation(file, decoder);
  if (!segmentation.ok) return segmentation;
  const { segments, sopInstanceUid, seriesUid, creatorName, made = '' } = segmentation.value;
  const vertebrae = segments.filter((segment) => segment.level !== undefined);
  return ok(
    vertebrae.map(({ number, label, level, structure, algorithmType: type, algorithmName: name }) => ({
      kind: 'pacs-seg',
      seriesUid,
      sopInstanceUid,
      label,
      ...(level && { level }),
      isBody: structure === 'vertebral-body',
      ...(creatorName && { creatorName }),
      algorithm: { ...(type && { type }), ...(name && { name }) },
      made,
      place: () => segmentMask(segmentation.value, number, ct),
    })),
  );
}
