import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Text of each page of each file, as a reader gets it by copying. */
export function pdfPages(files: readonly Uint8Array[]): string[][] {
  const input = JSON.stringify(files.map((file) => Buffer.from(file).toString('base64')));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(__dirname, 'pdfText.mjs')], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`the PDF could not be read: ${stderr}`);
  return (JSON.parse(stdout) as string[][]).map((pages) => pages.map((page) => page.replace(/\s+/g, ' ')));
}

/** Without spaces, which differ where lines break, and in normal form: Chromium writes some characters as look-alike radicals. */
export const tight = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');
