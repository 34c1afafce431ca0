import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const program = '/usr/sbin/Orthanc';
const plugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';
export const orthancInstalled = existsSync(program) && existsSync(plugin);

export interface Orthanc {
  /** DICOMweb base, without a trailing slash. */
  readonly dicomwebUrl: string;
  /** The Authorization header of its one user. */
  readonly authorization: string;
  close(): Promise<void>;
}

/** Starts Debian's Orthanc on a free port with an empty store; no plug-in that transcodes is loaded. */
export async function startOrthanc(): Promise<Orthanc> {
  const folder = mkdtempSync(path.join(tmpdir(), 'orthanc-'));
  const port = await freePort();
  const configuration = {
    Name: 'test-pacs',
    StorageDirectory: folder,
    IndexDirectory: folder,
    Plugins: [plugin],
    HttpPort: port,
    DicomServerEnabled: false,
    RemoteAccessAllowed: false,
    AuthenticationEnabled: true,
    RegisteredUsers: { test: 'test' },
    OverwriteInstances: true,
    KeepAlive: true,
    DicomWeb: { Enable: true, Root: '/dicom-web/', StudiesMetadata: 'Full', SeriesMetadata: 'Full' },
  };
  const file = path.join(folder, 'orthanc.json');
  writeFileSync(file, JSON.stringify(configuration));
  const child = spawn(program, [file], { stdio: 'ignore' });
  const authorization = `Basic ${Buffer.from('test:test').toString('base64')}`;
  const dicomwebUrl = `http://127.0.0.1:${port}/dicom-web`;
  await untilReady(`${dicomwebUrl}/studies`, authorization, child);
  return {
    dicomwebUrl,
    authorization,
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, authorization: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`Orthanc ended with code ${child.exitCode}`);
    const ready = await fetch(url, { headers: { authorization } }).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await sleep(100);
  }
  child.kill();
  throw new Error('Orthanc did not start within 20 s');
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
