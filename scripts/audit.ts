import { spawnSync } from 'node:child_process';
import { judgeAudit } from './audit/judgeAudit';

/** `tsx scripts/audit.ts`: exit code 1 when a shipped dependency has a high or critical advisory. */
const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
  encoding: 'utf8',
  timeout: 60_000,
  shell: process.platform === 'win32',
});
const verdict = judgeAudit(stdout ?? '');
if (verdict === 'fails') console.error(stdout);
console.log(verdict === 'unanswered' ? 'NOT audited: the registry gave no report' : `audit ${verdict}`);
process.exit(verdict === 'fails' ? 1 : 0);
