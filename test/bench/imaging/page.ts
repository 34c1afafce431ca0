import { createDecodePool } from '@/lib/client/dicom/decodePool';
import type { SeriesReference } from '@/lib/dicomweb/imagingArchive';
import { createImagingArchive } from '@/lib/dicomweb/imagingArchive';

/** What the bench calls in the page; all of it in milliseconds. */
export interface ImagingBenchPage {
  bareFetch(series: SeriesReference): Promise<number>;
  toVolume(series: SeriesReference): Promise<number>;
  perFrame(series: SeriesReference, instances: readonly string[], atOnce: number): Promise<number>;
}

const root = `${self.location.origin}/dicom-web`;
const headers = { Authorization: 'Bearer bench', 'X-Launch-Patient': 'p1' };
const path = ({ studyUid, seriesUid }: SeriesReference) => `${root}/studies/${studyUid}/series/${seriesUid}`;
const archive = createImagingArchive(root, {
  send: (url, init) => fetch(url, init),
  allowedOrigins: [self.location.origin],
  accessToken: () => 'bench',
  headers: { 'X-Launch-Patient': 'p1' },
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});
const size = Math.min(4, Math.max(1, navigator.hardwareConcurrency - 1));
const pool = createDecodePool(() => new Worker('/worker.js'), size);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const page: ImagingBenchPage = {
  bareFetch: (series) =>
    timed(async () => {
      const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
      const response = await fetch(path(series), { headers: { ...headers, Accept: accept }, cache: 'no-store' });
      await response.arrayBuffer();
    }),
  toVolume: (series) =>
    timed(async () => {
      const result = await archive.retrieveCt(series, pool);
      if (!result.ok) throw new Error(result.problem.message);
    }),
  perFrame: (series, instances, atOnce) =>
    timed(async () => {
      const waiting = [...instances];
      const fetchNext = async (): Promise<void> => {
        for (let uid = waiting.pop(); uid !== undefined; uid = waiting.pop()) {
          const url = `${path(series)}/instances/${uid}/frames/1`;
          const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
          await (await fetch(url, { headers: { ...headers, Accept: accept }, cache: 'no-store' })).arrayBuffer();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, fetchNext));
    }),
};
Object.assign(self, { imagingBench: page });
