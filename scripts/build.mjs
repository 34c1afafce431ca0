import { readdirSync, rmSync } from 'node:fs';
import { ensureDependencies } from './ensureDependencies.mjs';
import { runBin } from './run.mjs';

const standalone = '.next/standalone';
/** All that the server needs there; static files and models are copied beside it (Dockerfile). */
const needed = ['.next', 'models', 'node_modules', 'package.json', 'server.js'];

/** `npm run build`: the production server, with the assets that pages fetch from their own origin. */
ensureDependencies();
const { tsImport } = await import('tsx/esm/api');
const { hashOfSources, recordBuild } = await tsImport('./demo/builtSources.ts', import.meta.url);
const sources = hashOfSources();
await import('./copyAssets.mjs');
const status = runBin('next', ['build']);
if (status === 0) {
  removeWhatIsNotNeeded();
  recordBuild(sources);
}
process.exit(status);

/**
 * Where a file's name is known only at run time, Next's tracer takes the whole project, and its exclusion globs match folders
 * of the same name inside packages too. The sandbox EHR must never be in a production bundle, nor need tests and sources be.
 */
function removeWhatIsNotNeeded() {
  for (const name of readdirSync(standalone))
    if (!needed.includes(name)) rmSync(`${standalone}/${name}`, { recursive: true });
}
