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

/** Looks for segmentations and structure sets in a CT's study, those of the chart and those that only the archive knows. */
export async function storedOutlines(
  archive: ImagingArchive,
  ct: CtSeries,
  listed: readonly SeriesReference[],
  level: VertebraLevel | undefined,
  decoder: Decoder,
): Promise<FoundOutlines> {
  const { studyUid } = ct.facts;
  const found = listed.filter((series) => series.studyUid === studyUid);
  const problems: Problem[] = [];
  for (const modality of ['SEG', 'RTSTRUCT']) {
    const series = await archive.searchSeries(studyUid, modality);
    for (const one of series.ok ? series.value : []) {
      const seriesUid = one.text('SeriesInstanceUID');
      // An archive may ignore the filter.
      if (seriesUid && one.text('Modality') === modality && !found.some((known) => known.seriesUid === seriesUid))
        found.push({ studyUid, seriesUid });
    }
  }
  const outlines: StoredOutline[] = [];
  for (const { seriesUid } of found) {
    const files = await archive.retrieveInstances({ studyUid, seriesUid });
    if (!files.ok) problems.push(files.problem);
    for (const file of files.ok ? files.value : []) {
      const read = await outlinesOf(file, ct, decoder);
      if (read.ok) outlines.push(...read.value);
      else problems.push(read.problem);
    }
  }
  return { outlines: outlines.sort((a, b) => compare(a, b, level)), problems };
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
