import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { writeSegmentation } from '@/lib/dicom/writeSegmentation';
import type { ArchiveAccess } from '@/lib/dicomweb/exchange';
import { createImagingArchive, type RetrieveProgress } from '@/lib/dicomweb/imagingArchive';
import { voxelCount } from '@/lib/volume/volume';
import type { PacsFailures } from '@/sandbox/pacs/failures';
import { openFolderArchive } from '@/sandbox/pacs/folderArchive';
import { createPacs } from '@/sandbox/pacs/pacs';
import { ctSeriesFiles, fixtureGeometry, fixtureUids } from '../../support/ctFixture';

const decoder = createFrameDecoder();
const series = { studyUid: fixtureUids.study, seriesUid: fixtureUids.series };
let folder: string;
let server: Server;
let base: string;
let failures: PacsFailures = {};
let token = 'reader';
const waits: number[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'pacs-'));
  const archive = openFolderArchive(folder);
  for (const file of ctSeriesFiles()) archive.put(file);
  const handle = createPacs({
    folder,
    basePath: '/dicom-web',
    introspect: async (given) => {
      if (given === 'reader') return { patientId: 'patient-1', mayRead: true, mayWrite: true };
      if (given === 'other') return { patientId: 'patient-2', mayRead: true, mayWrite: true };
      return given === 'looker' ? { patientId: 'patient-1', mayRead: true, mayWrite: false } : undefined;
    },
    patientOfStudy: (uid) => (uid === fixtureUids.study ? 'patient-1' : uid === '2.25.555' ? 'patient-1' : undefined),
    maker: {
      plans: (uid) => uid === '2.25.555',
      make: async () => {
        const making = openFolderArchive(folder);
        for (const file of ctSeriesFiles(fixtureGeometry, (z) => ({
          StudyInstanceUID: '2.25.555',
          SeriesInstanceUID: '2.25.556',
          SOPInstanceUID: `2.25.557${z}`,
        })))
          making.put(file);
      },
    },
    failures: () => failures,
  });
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  failures = {};
  token = 'reader';
  waits.length = 0;
});

const access = (changes: Partial<ArchiveAccess> = {}): ArchiveAccess => ({
  send: fetch,
  allowedOrigins: [base],
  accessToken: () => token,
  wait: async (ms) => void waits.push(ms),
  silenceMs: 2000,
  ...changes,
});
const archive = (changes?: Partial<ArchiveAccess>) => createImagingArchive(`${base}/dicom-web`, access(changes));
const codeOf = async (changes?: Partial<ArchiveAccess>) => {
  const result = await archive(changes).retrieveCt(series, decoder);
  return result.ok ? 'ok' : result.problem.code;
};

describe('retrieving a CT from the sandbox PACS', () => {
  test('the series is found, retrieved as stored and equals what was stored', async () => {
    const found = orThrow(await archive().searchSeries(fixtureUids.study, 'CT'));
    expect(found.map((one) => [one.text('SeriesInstanceUID'), one.number('NumberOfSeriesRelatedInstances')])).toEqual([
      [fixtureUids.series, 4],
    ]);
    const progress: RetrieveProgress[] = [];
    const retrieved = orThrow(await archive().retrieveCt(series, decoder, { onProgress: (p) => progress.push(p) }));
    const files = ctSeriesFiles();
    expect(retrieved).toEqual(orThrow(await seriesToVolume(files, decoder)));
    expect(progress.at(-1)).toMatchObject({ slices: 4, totalSlices: 4 });
    // Bytes as they came over the line: the files and what wraps them.
    const bytes = progress.map((one) => one.bytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(bytes.at(-1)).toBeGreaterThan(files.reduce((sum, file) => sum + file.length, 0));
  });

  test('a segmentation is stored, found at the next search and read back voxel for voxel', async () => {
    const ct = orThrow(await archive().retrieveCt(series, decoder));
    const mask = {
      ...ct.volume,
      data: Uint8Array.from({ length: voxelCount(ct.volume) }, (_, i) => (i % 3 === 0 ? 1 : 0)),
    };
    const file = writeSegmentation({
      series: ct,
      mask,
      level: 'L1',
      structure: 'vertebral-body',
      algorithm: { type: 'MANUAL' },
      creatorName: 'Reader^Test',
      now: new Date('2026-01-06T10:00:00Z'),
      softwareVersion: '0.1.0',
    });
    expect(orThrow(await archive().store(fixtureUids.study, [file]))).toHaveLength(1);
    const [found] = orThrow(await archive().searchSeries(fixtureUids.study, 'SEG'));
    const [stored] = orThrow(
      await archive().retrieveInstances({ ...series, seriesUid: found.text('SeriesInstanceUID') ?? '' }),
    );
    const segmentation = orThrow(await readSegmentation(stored, decoder));
    expect(segmentation.segments[0]).toMatchObject({
      level: 'L1',
      structure: 'vertebral-body',
      algorithmType: 'MANUAL',
    });
    expect(orThrow(segmentMask(segmentation, 1, ct)).mask.data).toEqual(mask.data);
  });

  test('a study that is made on first use is waited for as Retry-After asks', async () => {
    const result = await archive({ wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 20)) }).retrieveCt(
      { studyUid: '2.25.555', seriesUid: '2.25.556' },
      decoder,
    );
    expect(orThrow(result).volume.size).toEqual([7, 5, 4]);
  });

  test('cancelling ends the retrieval', async () => {
    const cancel = new AbortController();
    failures = { slowMs: 300 };
    setTimeout(() => cancel.abort(), 50);
    const result = await archive().retrieveCt(series, decoder, { signal: cancel.signal });
    expect(result).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  });

  test('cancelling ends it in the middle of the images too', async () => {
    const cancel = new AbortController();
    const result = await archive().retrieveCt(series, decoder, {
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    });
    expect(result).toMatchObject({ ok: false, problem: { code: 'cancelled' } });
  });
});

describe('surviving a faulty archive', () => {
  test.each([
    ['an empty multipart answer', { emptyMultipart: true }, 'empty'],
    ['a truncated part', { truncatedPart: true }, 'incomplete'],
    ['a login page with status 200', { loginPage: true }, 'not-dicomweb'],
    ['an archive that stays busy', { unavailable: true }, 'busy'],
  ])('%s is told by name', async (_name, fault, code) => {
    failures = fault;
    expect(await codeOf()).toBe(code);
  });

  test('silence ends in a time-out', async () => {
    failures = { slowMs: 400 };
    expect(await codeOf({ silenceMs: 100 })).toBe('timeout');
  });

  test('Retry-After sets the wait, for three minutes in all', async () => {
    failures = { unavailable: true };
    expect((await archive().searchSeries(fixtureUids.study)).ok).toBe(false);
    expect(waits.every((ms) => ms === 1000)).toBe(true);
    expect(waits.length).toBe(180);
  });

  test('an expired token is renewed once and the request repeated', async () => {
    token = 'expired';
    const refreshToken = async () => {
      token = 'reader';
      return true;
    };
    expect(await codeOf({ refreshToken })).toBe('ok');
    token = 'expired';
    expect(await codeOf({ refreshToken: async () => true })).toBe('unauthorized');
  });

  test('a refused store gives the reason of the archive', async () => {
    const ct = orThrow(await archive().retrieveCt(series, decoder));
    const mask = { ...ct.volume, data: new Uint8Array(voxelCount(ct.volume)).fill(1) };
    const file = writeSegmentation({
      series: ct,
      mask,
      level: 'L1',
      structure: 'vertebra',
      algorithm: { type: 'MANUAL' },
      creatorName: 'Reader^Test',
      now: new Date(),
      softwareVersion: '0.1.0',
    });
    failures = { refuseStore: true };
    expect(await archive().store(fixtureUids.study, [file])).toMatchObject({
      ok: false,
      problem: { code: 'store-refused', message: expect.stringContaining('0110H') },
    });
    failures = {};
    token = 'looker';
    expect(await archive().store(fixtureUids.study, [file])).toMatchObject({
      ok: false,
      problem: { code: 'forbidden' },
    });
  });

  test('nothing is sent to an origin that the site does not list', async () => {
    const send = jest.fn();
    expect(await codeOf({ allowedOrigins: ['https://pacs.example'], send })).toBe('origin-not-listed');
    expect(send).not.toHaveBeenCalled();
  });
});

describe('the sandbox PACS as a server', () => {
  const get = (url: string, headers: Record<string, string> = { authorization: 'Bearer reader' }) =>
    fetch(`${base}/dicom-web${url}`, { headers });
  const instance = `/studies/${fixtureUids.study}/series/${fixtureUids.series}/instances/2.25.20001`;

  test("another patient's token finds neither the study nor its pixels", async () => {
    const headers = { authorization: 'Bearer other' };
    expect(await (await get('/studies', headers)).json()).toEqual([]);
    expect((await get(`/studies/${fixtureUids.study}/series/${fixtureUids.series}`, headers)).status).toBe(404);
  });

  test('no token or an unknown one is answered 401 with CORS headers', async () => {
    const response = await get('/studies', {});
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([401, '*']);
    const preflight = await fetch(`${base}/dicom-web/studies`, { method: 'OPTIONS' });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'authorization, accept, content-type',
    ]);
  });

  test('frames are the bytes of the pixels, rendered is a PNG, metadata carries no pixels', async () => {
    const frame = await (await get(`${instance}/frames/1`)).text();
    expect(frame).toContain('Content-Type: application/octet-stream');
    const png = new Uint8Array(await (await get(`${instance}/rendered`)).arrayBuffer());
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const [header] = await (await get(`${instance}/metadata`)).json();
    expect(header['7FE00010']).toEqual({ vr: 'OW', BulkDataURI: expect.any(String) });
    expect(header['00100010']).toEqual({ vr: 'PN', Value: [{ Alphabetic: 'TEST^CASE' }] });
  });

  test('a path that climbs out of the archive finds nothing', async () => {
    for (const climb of [
      '/studies/..%2f..%2fetc/series/passwd',
      `/studies/${fixtureUids.study}/series/..%2f..`,
      '/studies/%2e%2e/metadata',
    ]) {
      expect((await get(climb)).status).toBe(404);
    }
  });
});
