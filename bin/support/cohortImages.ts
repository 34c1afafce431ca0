import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import type { Segmentation } from '@/lib/dicom/segmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { createImagingArchive, type ImagingArchive } from '@/lib/dicomweb/imagingArchive';
import { readVolume } from '@/lib/volume/formats/readVolume';
import type { Mask, Volume } from '@/lib/volume/volume';

/** One row of a cohort table by column name. */
export type CohortRow = Readonly<Record<string, string>>;

/** A reader's outline of one patient, with the image it was drawn on. */
export interface OutlinedImage {
  readonly image: Volume;
  readonly mask: Mask;
}

const decoder = createFrameDecoder();

/** The column of a reader's mask: `mask` for the first, `mask2` for the second. */
export const maskColumn = (reader: number): string => (reader === 1 ? 'mask' : `mask${reader}`);

/** Says where a cohort's images are: beside the table, or in a DICOMweb archive. */
export interface ImageSource {
  readonly folder: string;
  readonly dicomwebUrl?: string;
  /** Bearer token of the archive, from the environment and never from the command line. */
  readonly token?: string;
}

/**
 * The image and mask of a row. Columns: `image` (NRRD or NIfTI) or `dicom` (a folder) or `study` and `series` (UIDs, with
 * --dicomweb); `mask`, `mask2`: NRRD or NIfTI on the image's grid, a DICOM SEG file, or a SEG series UID. A SEG of several
 * segments is read at the row's `level`. Throws with the patient and the reason.
 */
export async function loadOutlined(row: CohortRow, reader: number, source: ImageSource): Promise<OutlinedImage> {
  const at = row[maskColumn(reader)];
  if (row.image) {
    const [image, mask] = [row.image, at].map((file) => readVolumeFile(path.resolve(source.folder, file)));
    return { image, mask: mask as Mask };
  }
  const archive = row.dicom ? undefined : archiveOf(source);
  const series = archive ? await fetchCt(archive, row) : await readFolder(path.resolve(source.folder, row.dicom));
  if (!archive && !isDicomFile(path.resolve(source.folder, at))) {
    return { image: series.volume, mask: readVolumeFile(path.resolve(source.folder, at)) as Mask };
  }
  const bytes = archive
    ? orThrow(await archive.retrieveInstances({ studyUid: row.study, seriesUid: at }))[0]
    : new Uint8Array(readFileSync(path.resolve(source.folder, at)));
  const segmentation = orThrow(await readSegmentation(bytes, decoder));
  return { image: series.volume, mask: orThrow(segmentMask(segmentation, segmentOf(segmentation, row), series)).mask };
}

function segmentOf({ segments }: Segmentation, row: CohortRow): number {
  if (segments.length === 1) return segments[0].number;
  const matching = segments.filter(({ level, structure }) => level === row.level && structure !== 'vertebra');
  if (matching.length !== 1)
    throw new Error(`the segmentation has ${matching.length} segments of ${row.level || 'no level'}, expected 1`);
  return matching[0].number;
}

function readVolumeFile(file: string): Volume {
  return orThrow(readVolume(new Uint8Array(readFileSync(file))));
}

async function readFolder(folder: string): Promise<CtSeries> {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.map(({ name }) => new Uint8Array(readFileSync(path.join(folder, name))));
  return orThrow(await seriesToVolume(bytes, decoder));
}

async function fetchCt(archive: ImagingArchive, { study, series }: CohortRow): Promise<CtSeries> {
  return orThrow(await archive.retrieveCt({ studyUid: study, seriesUid: series }, decoder));
}

function archiveOf({ dicomwebUrl, token }: ImageSource): ImagingArchive {
  if (!dicomwebUrl) throw new Error('the row has no image and no dicom folder, and no --dicomweb is given');
  return createImagingArchive(dicomwebUrl, {
    send: (url, init) => fetch(url, init),
    allowedOrigins: [new URL(dicomwebUrl).origin],
    accessToken: () => token,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
}

/** Part 10 files have "DICM" after a preamble of 128 bytes. */
const isDicomFile = (file: string): boolean => readFileSync(file).subarray(128, 132).toString('latin1') === 'DICM';
