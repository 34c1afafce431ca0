import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import path from 'node:path';

/** What was kept, on disk: read at the start, and only added to. A line is what was kept together. */
export class Journal<T> {
  private readonly file: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, 'journal.ndjson');
  }

  /** A last line without its end was cut off while it was written, and is undone. */
  read(): T[] {
    if (!existsSync(this.file)) return [];
    const bytes = readFileSync(this.file);
    const whole = bytes.lastIndexOf('\n') + 1;
    if (whole < bytes.length) truncateSync(this.file, whole);
    const lines = bytes.subarray(0, whole).toString().split('\n');
    return lines.flatMap((line): T[] => (line ? JSON.parse(line) : []));
  }

  add(items: readonly T[]): void {
    if (items.length > 0) appendFileSync(this.file, `${JSON.stringify(items)}\n`);
  }

  erase(): void {
    rmSync(this.file, { force: true });
  }
}
