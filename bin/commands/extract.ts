import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { orThrow } from '@/lib/core/result';
import { extract, parametersHash } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import { parseCsv } from '@/lib/study/csv';
import { studyRadiomicsParameters } from '@/lib/study/radiomicsParameters';
import { type CohortRow, type ImageSource, loadOutlined, maskColumn } from '../support/cohortImages';
import {
  appendRow,
  completeRows,
  headOf,
  type Shard,
  shardFile,
  shardFiles,
  taskKey,
  writeTable,
} from '../support/featureTable';
import { BadUse, readOptions, runCommand, showProgress, wholeNumber } from '../support/options';

export const summary = 'features of a cohort from images, DICOM folders or DICOMweb; restarts where it stopped';

export const help = `Usage: backcast extract --cohort F.csv --out F.csv [--workers n] [--shard i/n] [--params F.json]

Reads a cohort table (column "patient", and image columns) and writes one row of radiomics features per patient and
reader, with the product's own extractor. Run it again after an interruption: it goes on where it stopped.

  --cohort F.csv    columns: image (NRRD or NIfTI), or dicom (a folder), or study and series (with --dicomweb);
                    mask, and mask2 for a second reader: NRRD, NIfTI or DICOM SEG; paths are relative to F.csv
  --out F.csv       columns patient, reader, features; F.json beside it records the parameters and their hash
  --workers n       processes on this machine; default: 1
  --shard i/n       only the i-th of n shares, into its own file; run without --shard afterwards to join them
  --params F.json   PyRadiomics's parameter dictionary; default: that of the shipped model
  --dicomweb URL    base of a DICOMweb archive; its bearer token is read from BACKCAST_DICOMWEB_TOKEN

A patient whose image is refused is named, the others go on, and the exit code is 1.
Exit code: 0 done, 1 some or all refused, 2 bad use.`;

const options = {
  cohort: { type: 'string' },
  out: { type: 'string' },
  workers: { type: 'string', default: '1' },
  shard: { type: 'string' },
  params: { type: 'string' },
  dicomweb: { type: 'string' },
} as const;

interface Task {
  readonly row: CohortRow;
  readonly reader: number;
}

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const given = readOptions(args, options, ['cohort', 'out']);
    const shard = given.shard === undefined ? undefined : parseShard(given.shard);
    const workers = wholeNumber('workers', given.workers, 1);
    const out = given.out!;
    const parameters: RadiomicsParameters = given.params
      ? JSON.parse(readFileSync(given.params, 'utf8'))
      : studyRadiomicsParameters;
    await recordParameters(out, parameters);
    const tasks = readTasks(given.cohort!);
    const source = {
      folder: path.dirname(given.cohort!),
      dicomwebUrl: given.dicomweb,
      token: process.env.BACKCAST_DICOMWEB_TOKEN,
    };
    if (shard) return extractTasks(tasksOf(tasks, shard), shardFile(out, shard), parameters, source, doneTasks(out));
    const done = doneTasks(out);
    const left = tasks.filter((task) => !done.has(keyOf(task)));
    const failed =
      workers > 1 && left.length > 1
        ? await inProcesses(args, workers)
        : await extractTasks(left, shardFile(out, { shard: 1, of: 1 }), parameters, source, done);
    return join(out, tasks) && failed === 0 ? 0 : 1;
  });

function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [shard, of] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || shard < 1 || shard > of) throw new BadUse(`--shard ${text} is not i/n with 1 <= i <= n.`);
  return { shard, of };
}

const keyOf = ({ row, reader }: Task): string => taskKey(row.patient, reader);

const tasksOf = (tasks: readonly Task[], { shard, of }: Shard): Task[] => tasks.filter((_, i) => i % of === shard - 1);

function readTasks(file: string): Task[] {
  const [head, ...rows] = parseCsv(readFileSync(file, 'utf8'));
  if (!head?.includes('patient') || !head.includes('mask'))
    throw new Error(`${file} has no columns "patient" and "mask".`);
  return rows
    .map((cells): CohortRow => Object.fromEntries(head.map((name, i) => [name, cells[i] ?? ''])))
    .flatMap((row) => [1, 2].filter((reader) => row[maskColumn(reader)]).map((reader) => ({ row, reader })));
}

/** Features of other parameters may not be mixed into one table. */
async function recordParameters(out: string, parameters: RadiomicsParameters): Promise<void> {
  const record = `${out.replace(/\.csv$/, '')}.json`;
  const parametersSha256 = await parametersHash(parameters);
  if (existsSync(record) && JSON.parse(readFileSync(record, 'utf8')).parametersSha256 !== parametersSha256)
    throw new Error(`${record} was made with other parameters. Choose another --out, or remove it and its table.`);
  writeFileSync(record, `${JSON.stringify({ parameters, parametersSha256 }, null, 2)}\n`);
}

const doneTasks = (out: string): Map<string, readonly string[]> =>
  new Map([out, ...shardFiles(out)].flatMap((file) => [...completeRows(file)]));

/** Returns 1 if a patient was refused. */
async function extractTasks(
  tasks: readonly Task[],
  file: string,
  parameters: RadiomicsParameters,
  source: ImageSource,
  done: ReadonlyMap<string, unknown>,
): Promise<number> {
  const left = tasks.filter((task) => !done.has(keyOf(task)));
  let refused = 0;
  for (const [i, { row, reader }] of left.entries()) {
    try {
      const outlined = await loadOutlined(row, reader, source);
      const { features } = orThrow(await extract({ ...outlined, parameters }));
      appendRow(file, row.patient, reader, features);
    } catch (error) {
      refused++;
      console.error(`${row.patient}, reader ${reader}: ${error instanceof Error ? error.message : String(error)}`);
    }
    showProgress('outlines', i + 1, left.length);
  }
  return refused > 0 ? 1 : 0;
}

/** One process per share; each is this same command with --shard. */
async function inProcesses(args: readonly string[], workers: number): Promise<number> {
  const command = path.join(import.meta.dirname, '../backcast.mjs');
  const codes = await Promise.all(
    Array.from({ length: workers }, (_, i) => {
      const child = spawn(process.execPath, [command, 'extract', ...args, '--shard', `${i + 1}/${workers}`], {
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      return new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 1)));
    }),
  );
  return Math.max(...codes);
}

/** Joins all shards into one table in the cohort's order; false if rows are missing. */
function join(out: string, tasks: readonly Task[]): boolean {
  const done = doneTasks(out);
  const [first] = [out, ...shardFiles(out)].filter(existsSync);
  if (!first) return false;
  const present = tasks.map((task) => done.get(keyOf(task))).filter((row) => row !== undefined);
  writeTable(out, headOf(first), present);
  if (present.length < tasks.length) {
    console.error(`${tasks.length - present.length} of ${tasks.length} outlines are missing; see above.`);
    return false;
  }
  return true;
}
