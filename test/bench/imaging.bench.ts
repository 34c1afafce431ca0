import { performance } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { createImagingArchive, type SeriesReference } from '@/lib/dicomweb/imagingArchive';
import { type CtHeader, ctFiles, ctSlices } from '@/lib/phantom/phantomCt';
import { spinePhantom } from '@/lib/phantom/spinePhantom';
import { compress } from '@/sandbox/pacs/compress';
import { launchBrowser } from '@/scripts/demo/chromium';
import { type Orthanc, startOrthanc } from '../support/orthanc';
import type { BenchRow } from './benchRow';
import { startBenchServer } from './imaging/benchServer';
import type { ImagingBenchPage } from './imaging/page';

const studyUid = '2.25.8001';
const native: SeriesReference = { studyUid, seriesUid: '2.25.8002' };
const jpeg2000: SeriesReference = { studyUid, seriesUid: '2.25.8003' };
const sliceCount = 160;
const compressedCount = 40;
const repetitions = 5;
const codecs = ['rle', 'jpeg-ls', 'jpeg-2000', 'htj2k'] as const;

/** Retrieval of a CT of 160 slices of 512 x 512 into a volume, beside a bare fetch of the same bytes; time per codec. */
export default async function bench(): Promise<BenchRow[]> {
  const files = slicesOf(native.seriesUid, sliceCount);
  const orthanc = await startOrthanc();
  const server = await startBenchServer(orthanc);
  const browser = await launchBrowser();
  try {
    await store(orthanc, files);
    const compressed = slicesOf(jpeg2000.seriesUid, compressedCount);
    await store(orthanc, await Promise.all(compressed.map((file) => compress(file, 'jpeg-2000'))));
    const page = await browser.newPage();
    await page.goto(server.url);
    return [
      ...(await retrievalRows(page, files)),
      ...(await compressedRows(page)),
      ...(await decodeRows(files.slice(0, 20))),
    ];
  } finally {
    await browser.close();
    await server.close();
    await orthanc.close();
  }
}

async function retrievalRows(page: Page, files: readonly Uint8Array[]): Promise<BenchRow[]> {
  const instances = files.map((_, z) => `${native.seriesUid}.${z + 1}`);
  const bare: number[] = [];
  const whole: number[] = [];
  // Taken in turn, so that a change of the machine's speed meets both; the first round warms caches up.
  for (let round = 0; round <= repetitions; round++) {
    const [fetched, assembled] = await page.evaluate(async (series) => {
      const { imagingBench } = self as unknown as { imagingBench: ImagingBenchPage };
      return [await imagingBench.bareFetch(series), await imagingBench.toVolume(series)];
    }, native);
    if (round === 0) continue;
    bare.push(fetched);
    whole.push(assembled);
  }
  const perFrame = await page.evaluate(
    ([series, uids]) => (self as unknown as { imagingBench: ImagingBenchPage }).imagingBench.perFrame(series, uids, 6),
    [native, instances] as const,
  );
  const [bareMs, wholeMs] = [median(bare), median(whole)];
  return [
    { name: '160 x 512 x 512 from Orthanc, bare fetch in Chromium', value: bareMs, unit: 'ms' },
    { name: '160 x 512 x 512 from Orthanc to a volume in Chromium', value: wholeMs, unit: 'ms' },
    { name: 'to a volume / bare fetch of the same bytes', value: wholeMs / bareMs, unit: '', target: '<= 1.3' },
    {
      name: 'frame by frame, 6 at once / to a volume',
      value: perFrame / wholeMs,
      unit: '',
      note: 'without assembling',
    },
  ];
}

async function compressedRows(page: Page): Promise<BenchRow[]> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    times.push(
      await page.evaluate(
        (series) => (self as unknown as { imagingBench: ImagingBenchPage }).imagingBench.toVolume(series),
        jpeg2000,
      ),
    );
  }
  const name = `JPEG 2000 from Orthanc to a volume in Chromium, per slice of ${compressedCount}`;
  return [{ name, value: median(times) / compressedCount, unit: 'ms', note: 'decoded on the pool' }];
}

async function decodeRows(files: readonly Uint8Array[]): Promise<BenchRow[]> {
  const decoder = createFrameDecoder();
  const plain = await timePerSlice(files, decoder);
  const rows: BenchRow[] = [
    { name: 'uncompressed 512 x 512, parse and assemble, Node', value: plain, unit: 'ms a slice' },
  ];
  for (const codec of codecs) {
    const compressed = await Promise.all(files.map((file) => compress(file, codec)));
    rows.push({
      name: `${codec} 512 x 512, parse, decode and assemble, Node`,
      value: await timePerSlice(compressed, decoder),
      unit: 'ms a slice',
    });
  }
  return rows;
}

async function timePerSlice(
  files: readonly Uint8Array[],
  decoder: ReturnType<typeof createFrameDecoder>,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    orThrow(await seriesToVolume(files, decoder));
    if (round > 0) times.push(performance.now() - start);
  }
  return median(times) / files.length;
}

function slicesOf(seriesUid: string, count: number): readonly Uint8Array[] {
  const header: CtHeader = {
    patient: { id: 'p1', name: 'BENCH^ONE', birthDate: '19500101', sex: 'F' },
    study: { uid: studyUid, date: '20260101', time: '080000', description: 'bench' },
    series: { uid: seriesUid, number: 2, description: 'bench' },
    frameOfReferenceUid: '2.25.8004',
    instanceUid: (z) => `${seriesUid}.${z + 1}`,
    kvp: 120,
    kernel: 'B60s',
    sliceThicknessMm: 1,
    contrastAgent: 'NONE',
  };
  phantomVolume ??= spinePhantom({ seed: 1, spacingMm: [0.7, 0.7, 1.05] }).volume;
  return ctFiles(ctSlices(phantomVolume, header).slice(0, count));
}
let phantomVolume: ReturnType<typeof spinePhantom>['volume'] | undefined;

async function store(orthanc: Orthanc, files: readonly Uint8Array[]): Promise<void> {
  const archive = createImagingArchive(orthanc.dicomwebUrl, {
    send: (url, init) =>
      fetch(url, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), Authorization: orthanc.authorization },
      }),
    allowedOrigins: [new URL(orthanc.dicomwebUrl).origin],
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  for (let first = 0; first < files.length; first += 20)
    orThrow(await archive.store(studyUid, files.slice(first, first + 20)));
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1];
