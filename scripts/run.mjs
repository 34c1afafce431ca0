import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Runs an installed package's command and returns its exit status. */
export function runBin(command, args, env = {}) {
  const { status } = spawnSync(path.join('node_modules', '.bin', command), args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}
