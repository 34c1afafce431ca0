import { spawnSync } from 'node:child_process';
import { isBuilt } from './builtSources';

/** Builds the production app unless the last build was of these very sources; throws if the build fails. */
export function buildOnce(): void {
  if (isBuilt()) return;
  console.log('Building the app (about half a minute, once) ...');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm run build failed:\n${stdout}\n${stderr}`);
}
