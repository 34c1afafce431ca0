/** A hospital's own cohort: the same outlines from DICOM folders, from a DICOMweb archive, and from volume files. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseCsv } from '@/lib/study/csv';
import { openFolderArchive } from '@/sandbox/pacs/folderArchive';
import { createPacs } from '@/sandbox/pacs/pacs';
import type { PlannedStudy } from '@/sandbox/pacs/studyPlan';
import { writeStudy } from '@/sandbox/pacs/writeStudy';

const folder = mkdtempSync(path.join(tmpdir(), 'backcast-dicom-cohort-'));
const at = (...parts: string[]) => path.join(folder, ...parts);
let server: Server;
let base: string;

const plan = (patient: number): PlannedStudy => ({
  studyUid: `2.25.90${patient}1`,
  ctSeriesUid: `2.25.90${patient}2`,
  segSeriesUid: `2.25.90${patient}3`,
  patient: { id: `p${patient}`, name: `Sample^${patient}`, birthDate: '19500102', sex: 'F' },
  date: '20260301',
  seed: patient,
  level: 'L1',
  fracture: { type: 'wedge', heightLoss: 0.25 },
  trabecularHu: 60 + 20 * patient,
  sliceThicknessMm: 3,
  sliceSpacingMm: 3,
  matrix: [128, 128],
  kvp: 120,
  kernel: 'Br40',
});
const plans = [plan(1), plan(2)];

beforeAll(async () => {
  const archive = openFolderArchive(at('archive'));
  for (const study of plans) {
    mkdirSync(at(study.patient.id), { recursive: true });
    let count = 0;
    const kept: Uint8Array[] = [];
    await writeStudy(study, {
      put: (file) => {
        kept.push(file);
        return archive.put(file);
      },
    });
    // The segmentation comes last; the folder holds the CT alone, as an export does.
    for (const file of kept.slice(0, -1)) writeFileSync(at(study.patient.id, `IM${++count}`), file);
    writeFileSync(at(`${study.patient.id}-seg.dcm`), kept.at(-1)!);
  }
  const handle = createPacs({
    folder: at('archive'),
    basePath: '/dicom-web',
    introspect: async (token) =>
      token === 'research' ? { patientId: 'cohort', mayRead: true, mayWrite: false } : undefined,
    patientOfStudy: () => 'cohort',
  });
  server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web`;
  writeFileSync(
    at('params.json'),
    JSON.stringify({
      imageType: { Original: {} },
      setting: { binWidth: 25 },
      featureClass: { firstorder: [], glcm: [] },
    }),
  );
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function extract(cohort: string, ...more: string[]): Promise<{ code: number; err: string; rows: string[][] }> {
  const name = `${Math.abs(Buffer.from(cohort).reduce((hash, byte) => (hash * 31 + byte) | 0, 7))}`;
  writeFileSync(at(`${name}.csv`), cohort);
  const child = spawn(
    process.execPath,
    [
      'bin/backcast.mjs',
      'extract',
      '--cohort',
      at(`${name}.csv`),
      '--out',
      at(`${name}-features.csv`),
      '--params',
      at('params.json'),
      ...more,
    ],
    { env: { ...process.env, BACKCAST_DICOMWEB_TOKEN: 'research' } },
  );
  let err = '';
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  const rows = code === 0 ? parseCsv(readFileSync(at(`${name}-features.csv`), 'utf8')) : [];
  return { code, err, rows };
}

test('DICOM folders and DICOMweb give the same features, to the last digit', async () => {
  const [fromFolder, fromArchive] = await Promise.all([
    extract(
      ['patient,dicom,mask,level', ...plans.map(({ patient: { id } }) => `${id},${id},${id}-seg.dcm,L1`)].join('\n'),
    ),
    extract(
      [
        'patient,study,series,mask,level',
        ...plans.map((one) => `${one.patient.id},${one.studyUid},${one.ctSeriesUid},${one.segSeriesUid},L1`),
      ].join('\n'),
      '--dicomweb',
      base,
    ),
  ]);
  expect(fromFolder.err).not.toMatch(/refused|error/i);
  expect(fromFolder.rows).toHaveLength(3);
  expect(fromArchive.rows).toEqual(fromFolder.rows);
  const [head, first, second] = fromFolder.rows;
  const median = head.indexOf('original_firstorder_Median');
  expect(Number(second[median])).toBeGreaterThan(Number(first[median]));
});

test('a folder that is no CT series is named with its patient, and the exit code says that one was refused', async () => {
  mkdirSync(at('empty'), { recursive: true });
  const { code, err } = await extract('patient,dicom,mask,level\np9,empty,p1-seg.dcm,L1');
  expect(code).toBe(1);
  expect(err).toMatch(/^p9, reader 1: .+/m);
});
