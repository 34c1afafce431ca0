import type { IncomingMessage, ServerResponse } from 'node:http';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { writeSegmentation } from '@/lib/dicom/writeSegmentation';
import { createImagingArchive } from '@/lib/dicomweb/imagingArchive';
import { passThrough, patientHeader } from '@/lib/server/dicomwebProxy/passThrough';
import { type ProxySite, proxySiteOf } from '@/lib/server/dicomwebProxy/proxySite';
import { parseSiteRegistry } from '@/lib/server/site/siteRegistry';
import { voxelCount } from '@/lib/volume/volume';
import { ctSeriesFiles, fixtureUids } from '../../support/ctFixture';
import { answerAsWeb, startServer, type TestServer } from '../../support/httpServer';

const study = fixtureUids.study;
const seriesPath = ['studies', study, 'series', fixtureUids.series];
let fhir: TestServer;
let pacs: TestServer;
let app: TestServer;
let site: ProxySite;
let searches: string[] = [];
let received: IncomingMessage[] = [];
let answerFhir: (request: IncomingMessage, response: ServerResponse) => void;
let answerPacs: (request: IncomingMessage, response: ServerResponse) => void;

const imagingStudy = (patient = 'p1', uid = study, status = 'available') => ({
  resourceType: 'ImagingStudy',
  status,
  subject: { reference: `Patient/${patient}` },
  identifier: [{ system: 'urn:dicom:uid', value: `urn:oid:${uid}` }],
});
const bundle = (...resources: object[]) =>
  JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: resources.map((resource) => ({ resource })) });
const multipart = (files: readonly Uint8Array[]) =>
  Buffer.concat([
    ...files.flatMap((file) => [
      Buffer.from('--b1\r\nContent-Type: application/dicom\r\n\r\n'),
      file,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('--b1--'),
  ]);

beforeAll(async () => {
  fhir = await startServer((request, response) => {
    searches.push(request.url ?? '');
    answerFhir(request, response);
  });
  pacs = await startServer((request, response) => {
    received.push(request);
    answerPacs(request, response);
  });
  app = await startServer(
    (incoming, outgoing) =>
      void answerAsWeb(incoming, outgoing, (request) => passThrough(request, site, segmentsOf(request))),
  );
});
afterAll(() => Promise.all([fhir, pacs, app].map((server) => server.close())));

const segmentsOf = (request: Request) =>
  new URL(request.url).pathname.split('/').filter(Boolean).map(decodeURIComponent);

beforeEach(() => {
  searches = [];
  received = [];
  site = {
    fhirBase: `${fhir.url}/fhir`,
    dicomwebUrl: `${pacs.url}/dicom-web`,
    credential: { kind: 'service', authorization: 'Basic c2VjcmV0' },
    mayStore: true,
  };
  answerFhir = (request, response) => {
    if (request.headers.authorization !== 'Bearer good') response.writeHead(401).end();
    else response.writeHead(200, { 'Content-Type': 'application/fhir+json' }).end(bundle(imagingStudy()));
  };
  answerPacs = (_request, response) =>
    response
      .writeHead(200, { 'Content-Type': 'multipart/related; type="application/dicom"; boundary=b1' })
      .end(multipart(ctSeriesFiles()));
});

const call = (
  segments: readonly string[],
  {
    method = 'GET',
    headers = {},
    query = '',
    body,
  }: { method?: string; headers?: Record<string, string>; query?: string; body?: BodyInit } = {},
) =>
  passThrough(
    new Request(`http://app.invalid/x${query}`, {
      method,
      body,
      headers: { authorization: 'Bearer good', [patientHeader]: 'p1', ...headers },
    }),
    site,
    segments,
  );

describe('passing DICOMweb through to a listed archive', () => {
  test("a study of the launch patient is retrieved through the app's client, and the archive sees its own credential only", async () => {
    const archive = createImagingArchive(app.url, {
      send: fetch,
      allowedOrigins: [app.url],
      accessToken: () => 'good',
      headers: { [patientHeader]: 'p1' },
      wait: async () => undefined,
    });
    answerPacs = (request, response) => {
      if (request.url?.endsWith('/metadata')) response.writeHead(404).end();
      else
        response.writeHead(200, { 'Content-Type': 'multipart/related; boundary=b1' }).end(multipart(ctSeriesFiles()));
    };
    const result = await archive.retrieveCt({ studyUid: study, seriesUid: fixtureUids.series }, createFrameDecoder());
    expect(orThrow(result).volume.size).toEqual([7, 5, 4]);
    const retrieval = received.find(({ url }) => !url?.endsWith('/metadata'));
    expect(retrieval?.url).toBe(`/dicom-web/${seriesPath.join('/')}`);
    expect(retrieval?.headers).toMatchObject({
      authorization: 'Basic c2VjcmV0',
      accept: 'multipart/related; type="application/dicom"; transfer-syntax=*',
    });
    expect(retrieval?.headers).not.toHaveProperty(patientHeader);
    expect(searches[0]).toBe(`/fhir/ImagingStudy?patient=p1&identifier=urn%3Adicom%3Auid%7Curn%3Aoid%3A${study}`);
  });

  test('the body streams: the first piece arrives before the archive has sent the last', async () => {
    let finish = () => {};
    answerPacs = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'multipart/related; boundary=b1' });
      response.write('--b1\r\n\r\nfirst');
      finish = () => response.end('\r\n--b1--');
    };
    const response = await call(seriesPath);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('first');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('--b1--');
  });

  test('a caller that goes away ends the request to the archive', async () => {
    const closed = new Promise<void>((resolve) => {
      answerPacs = (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'multipart/related; boundary=b1' }).write('--b1\r\n\r\n');
        response.on('close', () => resolve());
      };
    });
    const response = await call(seriesPath);
    await response.body?.cancel();
    await closed;
  });
});

describe('refusing what the caller may not see', () => {
  test.each([
    ['no study is found', () => bundle()],
    ["the server ignores the search and returns another patient's study", () => bundle(imagingStudy('p2'))],
    ['the server ignores the search and returns another study', () => bundle(imagingStudy('p1', '1.2.3'))],
    ['the study was entered in error', () => bundle(imagingStudy('p1', study, 'entered-in-error'))],
    [
      'the patient is on another server',
      () => bundle({ ...imagingStudy(), subject: { reference: 'https://other.example/fhir/Patient/p1' } }),
    ],
  ])('404 when %s', async (_name, answer) => {
    answerFhir = (_request, response) => response.writeHead(200).end(answer());
    expect((await call(seriesPath)).status).toBe(404);
    expect(received).toEqual([]);
  });

  test('401 without a token or with one that FHIR refuses, and never a challenge that opens a login prompt', async () => {
    for (const authorization of ['', 'Basic dXNlcjpwYXNz', 'Bearer bad', 'Bearer a b']) {
      const response = await call(seriesPath, { headers: { authorization } });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, null]);
    }
    expect(received).toEqual([]);
  });

  test.each([
    ['a broken answer', '{'],
    ['a page', '<html>'],
    ['another resource', '{"resourceType":"OperationOutcome"}'],
  ])('502 when FHIR answers with %s', async (_name, text) => {
    answerFhir = (_request, response) => response.writeHead(200).end(text);
    expect((await call(seriesPath)).status).toBe(502);
    expect(received).toEqual([]);
  });

  test('400 when the launch patient is missing or is not a FHIR id', async () => {
    for (const patient of ['', '../p2', 'p1&_id=p2', 'p1,p2'])
      expect((await call(seriesPath, { headers: { [patientHeader]: patient } })).status).toBe(400);
    expect(searches).toEqual([]);
  });
});

describe('attacks on the pass-through', () => {
  const uid = fixtureUids.series;
  test.each([
    ['path traversal', ['studies', study, 'series', '..', '..', 'instances']],
    ['encoded traversal', ['studies', study, 'series', '..%2f..%2fadmin']],
    ['a slash within a segment', ['studies', study, 'series', `${uid}/../../1.2`]],
    ['another service of the archive', ['system']],
    ['all studies', ['studies']],
    ['a URL in place of a UID', ['studies', 'http://169.254.169.254/latest']],
    ['a host in place of a UID', ['studies', '@evil.example']],
    ['a line break', ['studies', study, 'series', `${uid}\r\nX-Evil: 1`]],
    ['a query in the path', ['studies', study, 'series', `${uid}?x=1`]],
    ['a null byte', ['studies', `${study}\0`]],
    ['an over-long UID', ['studies', `1.${'2'.repeat(70)}`]],
    ['bulk data elsewhere', ['studies', study, 'bulkdata', 'x']],
    ['too many frames', ['studies', study, 'series', uid, 'instances', '1.2', 'frames', Array(80).fill('1').join(',')]],
    ['the whole study at once', ['studies', study]],
  ])('%s is answered 404 and reaches nobody', async (_name, segments) => {
    expect((await call(segments)).status).toBe(404);
    expect([searches, received]).toEqual([[], []]);
  });

  test.each(['?url=http://evil.example', '?Modality=CT%0d%0aX:1', '?PatientName=*', '?limit=1&limit=../..'])(
    'the query %s is refused',
    async (query) => {
      expect((await call(['studies', study, 'series'], { query })).status).toBe(404);
      expect(received).toEqual([]);
    },
  );

  test('methods other than GET and POST are refused', async () => {
    for (const method of ['DELETE', 'PUT', 'PATCH', 'HEAD'])
      expect((await call(seriesPath, { method })).status).toBe(404);
    expect(received).toEqual([]);
  });

  test("the caller's headers, cookies and forwarding hints do not reach the archive", async () => {
    await call(seriesPath, {
      headers: {
        cookie: 'a=b',
        forwarded: 'host=evil',
        'x-forwarded-host': 'evil',
        'x-http-method-override': 'DELETE',
        accept: 'text/html',
        range: 'bytes=0-1',
      },
    });
    const [{ headers }] = received;
    expect(headers.accept).toBe('multipart/related; type="application/dicom"; transfer-syntax=*');
    for (const name of ['cookie', 'forwarded', 'x-forwarded-host', 'x-http-method-override', 'range', patientHeader])
      expect(headers).not.toHaveProperty(name);
  });

  test("the archive's challenge, cookies and policies do not reach the browser", async () => {
    answerPacs = (_request, response) =>
      response
        .writeHead(200, {
          'Content-Type': 'multipart/related; boundary=b1',
          'Set-Cookie': 'a=b',
          'WWW-Authenticate': 'Basic',
          'Access-Control-Allow-Origin': '*',
          Server: 'x',
        })
        .end('--b1--');
    const { headers } = await call(seriesPath);
    expect(Object.fromEntries(headers)).toEqual({
      'cache-control': 'no-store',
      'content-type': 'multipart/related; boundary=b1',
      'x-content-type-options': 'nosniff',
    });
  });

  test.each([
    ['a login prompt', 401, { 'WWW-Authenticate': 'Basic' }, 502],
    ['a redirect to another host', 302, { Location: 'http://169.254.169.254/' }, 502],
    ['a page that would run as ours', 200, { 'Content-Type': 'text/html' }, 502],
    ['an unnamed type', 200, {}, 502],
    ['an internal error', 500, { 'Content-Type': 'application/dicom+json' }, 502],
    ['busy', 503, { 'Retry-After': '7' }, 503],
  ])('%s of the archive is not passed on', async (_name, status, headers, expected) => {
    answerPacs = (_request, response) => response.writeHead(status, headers as Record<string, string>).end('<script>');
    const response = await call(seriesPath);
    expect([response.status, response.headers.get('www-authenticate'), response.headers.get('location')]).toEqual([
      expected,
      null,
      null,
    ]);
    expect(await response.text()).not.toContain('<script>');
    if (status === 503) expect(response.headers.get('retry-after')).toBe('7');
  });

  test('an answer larger than allowed is cut off, or refused if it says so beforehand', async () => {
    site = { ...site, limits: { responseBytes: 100 } };
    answerPacs = (_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'multipart/related; boundary=b1', 'Content-Length': 5000 })
        .end(Buffer.alloc(5000));
    expect((await call(seriesPath)).status).toBe(502);
    answerPacs = (_request, response) =>
      void response.writeHead(200, { 'Content-Type': 'multipart/related; boundary=b1' }).end(Buffer.alloc(5000));
    await expect((await call(seriesPath)).arrayBuffer()).rejects.toThrow();
  });

  test('an archive that is silent is given up, before and within its answer', async () => {
    site = { ...site, limits: { firstByteMs: 50, silenceMs: 50 } };
    answerPacs = () => undefined;
    expect((await call(seriesPath)).status).toBe(504);
    answerPacs = (_request, response) =>
      void response.writeHead(200, { 'Content-Type': 'multipart/related; boundary=b1' }).write('--b1');
    await expect((await call(seriesPath)).arrayBuffer()).rejects.toThrow();
  });
});

describe('storing through the pass-through', () => {
  const post = (files: readonly Uint8Array[], target = study) =>
    call(['studies', target], {
      method: 'POST',
      body: multipart(files),
      headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=b1' },
    });

  async function segmentationFile() {
    const series = orThrow(await seriesToVolume(ctSeriesFiles(), createFrameDecoder()));
    const mask = { ...series.volume, data: new Uint8Array(voxelCount(series.volume)).fill(1) };
    return writeSegmentation({
      series,
      mask,
      level: 'L1',
      structure: 'vertebra',
      algorithm: { type: 'MANUAL' },
      creatorName: 'A^B',
      now: new Date(),
      softwareVersion: '0',
    });
  }

  test('a segmentation of the confirmed study is stored byte for byte', async () => {
    let stored = Buffer.alloc(0);
    answerPacs = async (request, response) => {
      stored = Buffer.concat(await request.toArray());
      response.writeHead(200, { 'Content-Type': 'application/dicom+json' }).end('{}');
    };
    const file = await segmentationFile();
    expect((await post([file])).status).toBe(200);
    expect(stored.includes(Buffer.from(file))).toBe(true);
  });

  test('a segmentation of another study, an image, garbage and an over-large body are refused before the archive', async () => {
    const file = await segmentationFile();
    answerFhir = (_request, response) => response.writeHead(200).end(bundle(imagingStudy('p1', '1.2.3')));
    expect((await post([file], '1.2.3')).status).toBe(400);
    answerFhir = (_request, response) => response.writeHead(200).end(bundle(imagingStudy()));
    expect((await post(ctSeriesFiles())).status).toBe(400);
    expect((await post([Buffer.from('not DICOM')])).status).toBe(400);
    expect((await post([])).status).toBe(400);
    site = { ...site, limits: { storeBytes: 100 } };
    expect((await post([file])).status).toBe(413);
    site = { ...site, mayStore: false };
    expect((await post([file])).status).toBe(403);
    expect(received).toEqual([]);
  });
});

describe('which archives are reached', () => {
  const registry = orThrow(
    parseSiteRegistry(
      JSON.stringify({
        publicUrl: 'https://app.example',
        sites: [
          {
            id: 'a',
            name: 'A',
            smart: { issuer: 'https://ehr.example/fhir', clientId: 'x', scopes: 'launch' },
            writeBack: true,
            dicomweb: [
              { url: 'https://pacs.example/dw', access: 'gateway', credentialVariable: 'PACS_A' },
              { url: 'https://direct.example/dw', access: 'direct' },
              { url: 'https://smart.example/dw', access: 'gateway' },
            ],
          },
        ],
      }),
    ),
  );
  const lookUp = (siteId?: string, archive?: string) =>
    proxySiteOf(registry, siteId, archive, (name) => `secret of ${name}`);

  test('a listed gateway with its credential, or the caller’s token where it has none', () => {
    expect(lookUp('a', '0')).toEqual({
      fhirBase: 'https://ehr.example/fhir',
      dicomwebUrl: 'https://pacs.example/dw',
      credential: { kind: 'service', authorization: 'secret of PACS_A' },
      mayStore: true,
    });
    expect(lookUp('a', '2')?.credential).toEqual({ kind: 'caller-token' });
  });

  test.each([
    ['b', '0'],
    ['a', '1'],
    ['a', '3'],
    ['a', '-1'],
    ['a', '__proto__'],
    ['a', 'https://evil.example'],
    [undefined, undefined],
  ])('nothing for site %s, archive %s', (siteId, archive) => {
    expect(lookUp(siteId, archive)).toBeUndefined();
  });
});
