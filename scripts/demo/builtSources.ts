import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const inputs = [
  'app',
  'lib',
  'models',
  'types',
  'public',
  'next.config.js',
  'scripts/build.mjs',
  'instrumentation.ts',
  'proxy.ts',
  'package-lock.json',
  'tsconfig.json',
];
/** Copied there by the build itself, from what is hashed above or locked. */
const made = ['public/ort', 'public/models', 'public/codecs'].map((folder) => folder + path.sep);
const stamp = '.next/backcast-sources';

/** A digest of all that the production build depends on. */
export function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const input of inputs.filter((name) => existsSync(name)))
    for (const file of filesOf(input)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

/** Whether the last build that succeeded was of these very sources. */
export const isBuilt = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources();

/** @param sources The digest that was taken before the build began: a file that changed meanwhile is not built. */
export const recordBuild = (sources: string): void => writeFileSync(stamp, sources);

function filesOf(start: string): string[] {
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(start, name))
    .filter((file) => statSync(file).isFile() && !made.some((folder) => file.startsWith(folder)))
    .sort();
}
