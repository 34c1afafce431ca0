import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const installed = spawnSync('dciodvfy', ['-version']).error === undefined;
if (!installed && process.env.CI) throw new Error('dciodvfy is missing: install the package dicom3tools.');

/** `describe` for tests that ask an independent validator: skipped where dicom3tools is not installed, never on CI. */
export const describeWithDciodvfy = installed ? describe : describe.skip;

/** Errors and warnings that dicom3tools finds in a file. */
export function dciodvfyFindings(bytes: Uint8Array): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'dciodvfy-'));
  const file = path.join(folder, 'file.dcm');
  writeFileSync(file, bytes);
  const { stderr, stdout } = spawnSync('dciodvfy', [file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return `${stdout}\n${stderr}`.split('\n').filter((line) => /^(Error|Warning)/.test(line));
}
