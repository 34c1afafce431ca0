import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findSecrets } from './secrets/findSecrets';

/** `tsx scripts/secrets.ts`: exit code 1 when a tracked text file holds what looks like a credential. */
const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0');
const found = tracked
  .filter((path) => path !== '' && existsSync(path))
  .flatMap((path) => {
    const bytes = readFileSync(path);
    if (bytes.includes(0)) return [];
    return findSecrets(bytes.toString('utf8')).map(({ line, kind }) => `${path}:${line}: ${kind}`);
  });
for (const finding of found) console.error(finding);
console.log(found.length === 0 ? 'no secrets found' : `${found.length} possible secrets`);
process.exit(found.length === 0 ? 0 : 1);
