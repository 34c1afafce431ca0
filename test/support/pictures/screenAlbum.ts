import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { comparePictures } from './comparePictures';
import { reduced } from './picture';
import { pictureOf, readPicture, writePicture } from './pictureFile';

export const widths = [320, 600, 1280] as const;
export const looks = ['light', 'dark'] as const;
const leastHeight = 800;
const folder = path.resolve(__dirname, '../../e2e/screens');

const specimen = `<!doctype html><html lang="en"><body style="font:16px sans-serif">
<p>Residual back pain 0123456789 of 100, T-score \u22122.5 \u2265 \u00b1</p><p lang="zh-CN">\u60a8\u7684\u80cc\u90e8\u9aa8\u6298\u4e86</p><p lang="he" dir="rtl">\u05d7\u05d5\u05dc\u05d9\u05d4 \u05e9\u05d1\u05d5\u05e8\u05d4</p>
<button>Sign</button> <input type="checkbox" checked> <input type="radio"> <input type="range"> <select><option>L1</option></select>
<details open><summary>Details</summary><input value="20"></details></body></html>`;

/** What each screen shows at each width and in each look, and in what it differs from the kept pictures. */
export class ScreenAlbum {
  /** One line for each picture that is not as it was. */
  readonly findings: string[] = [];
  private readonly taken = new Set<string>();
  private rejects: string | undefined;
  /** Whether this machine draws letters and controls as the one did where the pictures were kept; else none can be compared. */
  comparable = true;

  /** @param renew Keeps what is taken in place of what was kept. */
  constructor(private readonly renew = process.env.UPDATE_SCREENS === '1') {
    if (renew) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Draws letters of the system's fonts and controls, and finds out whether pictures can be compared on this machine. */
  async drawSpecimen(page: Page): Promise<void> {
    await page.setContent(specimen);
    const file = 'specimen.png';
    await fitTo(page, widths[0]);
    const actual = reduced(pictureOf(await page.screenshot({ caret: 'hide' })));
    this.taken.add(file);
    const kept = path.join(folder, file);
    if (this.renew) writePicture(kept, actual);
    else this.comparable = comparePictures(readPicture(kept), actual).finding === undefined;
  }

  /**
   * Photographs the page as it stands, whole, at each width and in each look.
   * @param read Is called in each look, at the narrowest and the widest.
   */
  async photograph(page: Page, name: string, read: () => Promise<void>, at: readonly number[] = widths): Promise<void> {
    for (const colorScheme of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of at) {
        await fitTo(page, width);
        this.judge(`${name}-${width}-${colorScheme}`, await page.screenshot({ animations: 'disabled', caret: 'hide' }));
        if (width === Math.min(...at) || width === Math.max(...at)) await read();
      }
    }
  }

  /** Kept pictures that no screen was compared with. */
  unused(): readonly string[] {
    return readdirSync(folder).filter((file) => !this.taken.has(file));
  }

  private judge(name: string, png: Uint8Array): void {
    const file = `${name}.png`;
    const actual = reduced(pictureOf(png));
    if (this.taken.has(file)) throw new Error(`Two screens are called ${name}`);
    this.taken.add(file);
    const kept = path.join(folder, file);
    if (this.renew) {
      writePicture(kept, actual);
      return;
    }
    if (!this.comparable) return;
    if (!existsSync(kept)) {
      this.findings.push(`${name} has no kept picture; it is ${this.reject(file, { actual })}`);
      return;
    }
    const expected = readPicture(kept);
    const { finding, drawing } = comparePictures(expected, actual);
    if (finding) this.findings.push(`${name} ${finding}; see ${this.reject(file, { expected, actual, drawing })}`);
  }

  private reject(file: string, pictures: Readonly<Record<string, ReturnType<typeof reduced>>>): string {
    this.rejects ??= mkdtempSync(path.join(tmpdir(), 'backcast-screens-'));
    const subfolder = path.join(this.rejects, path.basename(file, '.png'));
    mkdirSync(subfolder);
    for (const [what, picture] of Object.entries(pictures)) writePicture(path.join(subfolder, `${what}.png`), picture);
    return subfolder;
  }
}

/** The window takes the page's height, so that the bar at its foot stands at the foot of the picture. */
async function fitTo(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: leastHeight });
  await settled(page);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > leastHeight) await page.setViewportSize({ width, height });
  await settled(page);
}

/** Fonts are there, and what follows a change of size has been drawn. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(async () => {
    await document.fonts.ready;
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  });
