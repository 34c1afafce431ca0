import { ensureDependencies } from './ensureDependencies.mjs';
import { ensureSystem } from './ensureSystem.mjs';
import { runBin } from './run.mjs';

/** `npm run bench [name ...]`: runs test/bench/<name>.bench.ts, all without a name, and prints one table. */
ensureDependencies();
ensureSystem(['Chromium', 'Orthanc']);
process.exit(runBin('tsx', ['test/bench/main.ts', ...process.argv.slice(2)]));
