import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvLine, parseCsv } from '@/lib/study/csv';

/** A share of the work: the shard-th of `of`, from 1. */
export interface Shard {
  readonly shard: number;
  readonly of: number;
}

/** Name of a shard's own file: "features.csv" becomes "features.2-of-8.csv". */
export const shardFile = (file: string, { shard, of }: Shard): string => {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}.${shard}-of-${of}${ext}`);
};

export const taskKey = (patient: string, reader: number): string => `${patient}/${reader}`;

/** Lines of a feature table that are complete, by task; a line that an interruption cut short is dropped. */
export function completeRows(file: string): Map<string, readonly string[]> {
  if (!existsSync(file)) return new Map();
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(file, whole);
  const [head, ...rows] = parseCsv(whole);
  return new Map(rows.filter((row) => row.length === head.length).map((row) => [taskKey(row[0], Number(row[1])), row]));
}

/** Files of shards of a table, however many there were. */
export function shardFiles(file: string): string[] {
  const { dir, name, ext } = path.parse(file);
  const pattern = new RegExp(`^${name.replace(/[^\w-]/g, '\\$&')}\\.\\d+-of-\\d+${ext.replace('.', '\\.')}$`);
  const folder = dir || '.';
  return readdirSync(folder)
    .filter((entry) => pattern.test(entry))
    .map((entry) => path.join(folder, entry));
}

/** Adds a row at once, so that an interruption loses one patient at most. */
export function appendRow(
  file: string,
  patient: string,
  reader: number,
  features: Readonly<Record<string, number>>,
): void {
  if (!existsSync(file)) writeFileSync(file, csvLine(['patient', 'reader', ...Object.keys(features)]));
  appendFileSync(file, csvLine([patient, reader, ...Object.values(features)]));
}

/** Writes the whole table in the order of the tasks, in one step: a reader never sees half of it. */
export function writeTable(file: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  writeFileSync(`${file}.part`, csvLine(head) + rows.map(csvLine).join(''));
  renameSync(`${file}.part`, file);
}

export const headOf = (file: string): string[] => parseCsv(readFileSync(file, 'utf8').split('\n', 1)[0])[0];
