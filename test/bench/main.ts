import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchRow } from './benchRow';
import { stolenShare } from './stolenShare';

const folder = path.join(process.cwd(), 'test/bench');

/** Runs the named benches, or all, one after the other, and prints their figures as a table. */
async function main(names: readonly string[]): Promise<number> {
  const available = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
  const unknown = names.filter((name) => !available.includes(name));
  if (unknown.length > 0) {
    console.error(`No bench named ${unknown.join(', ')}. There are: ${available.join(', ')}.`);
    return 2;
  }
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model.trim()}\n`);
  let failures = 0;
  for (const name of names.length > 0 ? names : available) {
    console.log(`## ${name}`);
    const stolen = stolenShare();
    try {
      const { default: bench } = await import(pathToFileURL(path.join(folder, `${name}.bench.ts`)).href);
      for (const row of (await bench()) as BenchRow[]) console.log(formatRow(row));
    } catch (error) {
      failures += 1;
      console.error(`${name} did not finish:`, error);
    }
    const share = stolen();
    if (share) console.log(`(the host gave ${Math.round(share * 100)} % of the CPU time wanted here to others)`);
    console.log();
  }
  return failures > 0 ? 1 : 0;
}

function formatRow({ name, value, unit, target, note }: BenchRow): string {
  const figure = `${Number(value.toPrecision(4))} ${unit}`.trim();
  return `${name.padEnd(64)} ${figure.padStart(14)}${target ? `   target ${target}` : ''}${note ? `   (${note})` : ''}`;
}

main(process.argv.slice(2)).then((code) => process.exit(code));
