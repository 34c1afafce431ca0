import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** System programs that tests meet, with the Debian packages that bring them. */
const programs = [
  {
    name: 'Chromium',
    paths: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    packages: ['chromium'],
  },
  { name: 'Orthanc', paths: ['/usr/sbin/Orthanc'], packages: ['orthanc', 'orthanc-dicomweb'] },
  { name: 'dicom3tools', paths: ['/usr/bin/dciodvfy'], packages: ['dicom3tools'] },
  { name: 'PostgreSQL', paths: ['/usr/lib/postgresql'], packages: ['postgresql'] },
];

/**
 * Installs what is missing through apt where this process may (root on Debian or Ubuntu); elsewhere prints the exact
 * command and goes on: the tests that need a missing program then say so.
 */
export function ensureSystem(names = programs.map(({ name }) => name)) {
  const missing = programs.filter(({ name, paths }) => names.includes(name) && !paths.some((file) => existsSync(file)));
  if (missing.length === 0) return;
  const packages = missing.flatMap((program) => program.packages);
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    const list = missing.map(({ name }) => name).join(', ');
    console.error(
      `Not installed: ${list}. On Debian or Ubuntu run:\n  sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`,
    );
    return;
  }
  console.log(`Installing ${packages.join(', ')} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env }).status;
  run('update', '-qq');
  if (run('install', '-y', '-qq', '--no-install-recommends', ...packages) !== 0) {
    console.error(`apt-get install ${packages.join(' ')} failed; its message is above.`);
  }
}
