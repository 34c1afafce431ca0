import 'client-only';
import { ok, type Problem, type Result } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import type { CtSeries } from '@/lib/dicom/ctSeries';
import type { RetrieveProgress, SeriesReference } from '@/lib/dicomweb/imagingArchive';
import { createBrowserDecodePool } from '../dicom/browserDecodePool';
import type { OpenedStudy } from './openStudy';
import { outlineFiles, type StoredOutline, storedOutlines } from './storedOutlines';

/** A CT as it was retrieved, the study that it came from, and the outlines that the archive holds for it. */
export interface LoadedImaging {
  readonly study: OpenedStudy;
  readonly ct: CtSeries;
  readonly outlines: readonly StoredOutline[];
  /** Why files that lie beside the CT could not be read. */
  readonly outlineProblems: readonly Problem[];
}

export interface LoadOptions {
  /** Segmentations that the chart lists; the archive is asked for others. */
  readonly listed: readonly SeriesReference[];
  /** Level of the fracture, to put its outlines first. */
  readonly level?: VertebraLevel;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RetrieveProgress) => void;
}

/** Retrieves one CT series of an opened study, and what is drawn on it. */
export async function loadImaging(
  study: OpenedStudy,
  seriesUid: string,
  { listed, level, ...options }: LoadOptions,
): Promise<Result<LoadedImaging>> {
  const decoder = createBrowserDecodePool();
  try {
    const files = outlineFiles(study.archive, study.studyUid, listed, options.signal);
    const ct = await study.archive.retrieveCt({ studyUid: study.studyUid, seriesUid }, decoder, options);
    if (!ct.ok) return ct;
    const { outlines, problems } = await storedOutlines(await files, ct.value, level, decoder);
    return ok({ study, ct: ct.value, outlines, outlineProblems: problems });
  } finally {
    decoder.close();
  }
}
