import { readFileSync } from 'node:fs';
import { orThrow } from '@/lib/core/result';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { segmentMask } from '@/lib/dicom/segmentMask';
import { seriesToVolume } from '@/lib/dicom/seriesToVolume';
import { writeSegmentation } from '@/lib/dicom/writeSegmentation';
import { createImagingArchive, type ImagingArchive } from '@/lib/dicomweb/imagingArchive';
import { passThrough, patientHeader } from '@/lib/server/dicomwebProxy/passThrough';
import type { ProxySite } from '@/lib/server/dicomwebProxy/proxySite';
import { voxelCount } from '@/lib/volume/volume';
import { compress } from '@/sandbox/pacs/compress';
import { ctSeriesFiles, fixtureGeometry, fixtureUids } from '../support/ctFixture';
import { describeWithOrthanc } from '../support/describeWithOrthanc';
import { answerAsWeb, startServer, type TestServer } from '../support/httpServer';
import { type Orthanc, startOrthanc } from '../support/orthanc';

const decoder = createFrameDecoder();
const geometry = { ...fixtureGeometry, size: [40, 24, 2] as const };

/** Slices stored under a series of their own. */
const seriesFiles = (seriesUid: string) =>
  ctSeriesFiles(geometry, (z) => ({
    SeriesInstanceUID: seriesUid,
    SOPInstanceUID: `${seriesUid}.${z + 1}`,
    BitsStored: 12,
    HighBit: 11,
  }));

/** Files of DCMTK all belong to the fixture's own series. */
const dcmtk = (syntax: string) =>
  [1, 2, 3].map((number) => new Uint8Array(readFileSync(`test/fixtures/dicom/dcmtk/${syntax}-${number}.dcm`)));

describeWithOrthanc("Debian's Orthanc behind the pass-through", () => {
  let orthanc: Orthanc;
  let fhir: TestServer;
  let app: TestServer;
  let archive: ImagingArchive;

  beforeAll(async () => {
    orthanc = await startOrthanc();
    fhir = await startServer((_request, response) => {
      const study = {
        resourceType: 'ImagingStudy',
        status: 'available',
        subject: { reference: 'Patient/p1' },
        identifier: [{ value: `urn:oid:${fixtureUids.study}` }],
      };
      response
        .writeHead(200)
        .end(JSON.stringify({ resourceType: 'Bundle', type: 'searchset', entry: [{ resource: study }] }));
    });
    const site: ProxySite = {
      fhirBase: fhir.url,
      dicomwebUrl: orthanc.dicomwebUrl,
      credential: { kind: 'service', authorization: orthanc.authorization },
      mayStore: true,
    };
    app = await startServer(
      (incoming, outgoing) =>
        void answerAsWeb(incoming, outgoing, (request) =>
          passThrough(request, site, new URL(request.url).pathname.split('/').filter(Boolean)),
        ),
    );
    archive = createImagingArchive(app.url, {
      send: fetch,
      allowedOrigins: [app.url],
      accessToken: () => 'token',
      headers: { [patientHeader]: 'p1' },
      wait: async () => undefined,
    });
  });
  afterAll(async () => {
    await Promise.all([app.close(), fhir.close()]);
    await orthanc.close();
  });

  /** The store of an imaging department: straight to the PACS, not through our gate, which takes segmentations only. */
  const direct = () =>
    createImagingArchive(orthanc.dicomwebUrl, {
      send: (url, init) =>
        fetch(url, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), Authorization: orthanc.authorization },
        }),
      allowedOrigins: [new URL(orthanc.dicomwebUrl).origin],
      wait: async () => undefined,
    });

  test.each(['native', 'rle', 'jpeg-ls', 'jpeg-2000', 'htj2k'] as const)(
    'a series stored as %s is found, retrieved as stored and decoded voxel for voxel',
    async (syntax) => {
      const seriesUid = `2.25.70${['native', 'rle', 'jpeg-ls', 'jpeg-2000', 'htj2k'].indexOf(syntax)}`;
      const files = seriesFiles(seriesUid);
      const stored = syntax === 'native' ? files : await Promise.all(files.map((file) => compress(file, syntax)));
      orThrow(await direct().store(fixtureUids.study, stored));
      const found = orThrow(await archive.searchSeries(fixtureUids.study, 'CT'));
      expect(found.map((one) => one.text('SeriesInstanceUID'))).toContain(seriesUid);
      const slices: number[] = [];
      const ct = orThrow(
        await archive.retrieveCt({ studyUid: fixtureUids.study, seriesUid }, decoder, {
          onProgress: (progress) => slices.push(progress.slices),
        }),
      );
      expect(ct).toEqual(orThrow(await seriesToVolume(files, decoder)));
      expect(slices.at(-1)).toBe(2);
    },
  );

  test.each(['jpeg-lossless-57', 'jpeg-lossless-70', 'implicit', 'big-endian', 'deflated', 'rle'])(
    'slices of DCMTK as %s are decoded voxel for voxel',
    async (syntax) => {
      const series = { studyUid: fixtureUids.study, seriesUid: fixtureUids.series };
      orThrow(await direct().store(fixtureUids.study, dcmtk(syntax)));
      const ct = orThrow(await archive.retrieveCt(series, decoder));
      expect(ct.volume).toEqual(
        orThrow(await seriesToVolume(ctSeriesFiles({ ...geometry, size: [40, 24, 3] }), decoder)).volume,
      );
    },
  );

  test('a segmentation is stored through the pass-through, found again and equal voxel for voxel', async () => {
    const seriesUid = '2.25.710';
    orThrow(await direct().store(fixtureUids.study, seriesFiles(seriesUid)));
    const ct = orThrow(await archive.retrieveCt({ studyUid: fixtureUids.study, seriesUid }, decoder));
    const mask = {
      ...ct.volume,
      data: Uint8Array.from({ length: voxelCount(ct.volume) }, (_, i) => (i % 7 === 0 ? 1 : 0)),
    };
    const uids = { series: '2.25.711', instance: '2.25.712' };
    const file = writeSegmentation({
      series: ct,
      mask,
      level: 'T12',
      structure: 'vertebral-body',
      algorithm: { type: 'SEMIAUTOMATIC', name: 'grow-cut 1' },
      creatorName: 'Reader^Test',
      now: new Date(),
      softwareVersion: '0.1.0',
      uids,
    });
    expect(orThrow(await archive.store(fixtureUids.study, [file]))).toEqual([{ sopInstanceUid: uids.instance }]);
    const found = orThrow(await archive.searchSeries(fixtureUids.study, 'SEG'));
    expect(found.map((one) => one.text('SeriesInstanceUID'))).toEqual([uids.series]);
    const [retrieved] = orThrow(
      await archive.retrieveInstances({ studyUid: fixtureUids.study, seriesUid: uids.series }),
    );
    const segmentation = orThrow(await readSegmentation(retrieved, decoder));
    expect(segmentation.segments[0]).toMatchObject({
      level: 'T12',
      structure: 'vertebral-body',
      algorithmName: 'grow-cut 1',
    });
    expect(orThrow(segmentMask(segmentation, 1, ct)).mask.data).toEqual(mask.data);
  });

  test('a series that is not there is told by name', async () => {
    expect(await archive.retrieveCt({ studyUid: fixtureUids.study, seriesUid: '2.25.9999' }, decoder)).toMatchObject({
      ok: false,
      problem: { code: 'not-found' },
    });
  });
});
