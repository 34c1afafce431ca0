import { spawn } from 'node:child_process';
import { ensureDependencies } from './ensureDependencies.mjs';

/** `npm run demo`: installs what is missing, then hands over to scripts/demo/main.ts, which needs the dependencies. */
ensureDependencies();
const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo/main.ts', ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 0));
