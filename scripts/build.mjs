import { ensureDependencies } from './ensureDependencies.mjs';
import { runBin } from './run.mjs';

/** `npm run build`: the production server, with the assets that pages fetch from their own origin. */
ensureDependencies();
await import('./copyAssets.mjs');
process.exit(runBin('next', ['build']));
