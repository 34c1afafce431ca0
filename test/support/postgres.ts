import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './freePort';

/** Folder of PostgreSQL's programs as Debian installs them, or undefined; missing in CI is an error, not a skip. */
export const postgresBin: string | undefined = findBin();

function findBin(): string | undefined {
  const root = '/usr/lib/postgresql';
  const version = existsSync(root) ? readdirSync(root).sort().at(-1) : undefined;
  if (!version && process.env.CI) throw new Error('PostgreSQL is not installed, and CI must test on it');
  return version && path.join(root, version, 'bin');
}

export interface TestPostgres {
  readonly url: string;
  /** Ends it as an administrator does, connections and all; its data stay. */
  readonly halt: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A PostgreSQL of its own on a free loopback port, in a folder that goes with it. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-postgres-'));
  const account = accountToRunAs();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = path.join(folder, 'data');
  const run = { ...(account ?? {}), cwd: folder };
  execFileSync(
    path.join(postgresBin!, 'initdb'),
    ['-D', data, '-U', 'backcast', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...run, stdio: 'ignore' },
  );
  const port = await freePort();
  const ready = path.join(postgresBin!, 'pg_isready');
  let server: ChildProcess;
  const resume = async () => {
    server = spawn(
      path.join(postgresBin!, 'postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder],
      { ...run, stdio: 'ignore' },
    );
    await waitUntil(() => execFileSync(ready, ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }));
  };
  const halt = async () => {
    if (server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await ended;
  };
  await resume();
  const stop = async () => {
    await halt();
    rmSync(folder, { recursive: true });
  };
  return { url: `postgres://backcast@127.0.0.1:${port}/postgres`, halt, resume, stop };
}

/** PostgreSQL refuses to run as root, so root runs it as the account that its package made. */
function accountToRunAs(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function waitUntil(attempt: () => void): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return attempt();
    } catch (error) {
      if (tries > 150) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
