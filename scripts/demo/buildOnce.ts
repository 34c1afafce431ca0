import { spawnSync } from 'node:child_process';
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

/** Builds the production app unless the last build was of these very sources; throws if the build fails. */
export function buildOnce(): void {
  const sources = hashOfSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.log('Building the app (about half a minute, once) ...');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build failed:\n${stdout}\n${stderr}`);
  writeFileSync(stamp, sources);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const input of inputs.filter((name) => existsSync(name)))
    for (const file of filesOf(input)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function filesOf(start: string): string[] {
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(start, name))
    .filter((file) => statSync(file).isFile() && !made.some((folder) => file.startsWith(folder)))
    .sort();
}
