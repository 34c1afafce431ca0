import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Sandbox } from '../../sandbox/main';
import { launchBrowser } from './chromium';
import { withoutEhrStyle } from './surgeonSteps';
import { walkThrough } from './walk';

const widths = [320, 600, 1280] as const;
const schemes = ['light', 'dark'] as const;
/** Height of a picture on the sheet, pixels. */
const shownHeight = 300;

interface Shot {
  readonly name: string;
  readonly image: Buffer;
}

/** Every screen of the main job at three widths, light and dark, on one sheet, to be looked at side by side. */
export async function contactSheet(sandbox: Sandbox, file: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const rows: string[] = [];
    for (const colorScheme of schemes)
      for (const width of widths) {
        const shots = await shotsAt(browser, sandbox, width, colorScheme);
        rows.push(rowOf(`${width} px, ${colorScheme}`, shots));
        console.log(`  ${width} px, ${colorScheme}: ${shots.length} screens`);
      }
    const page = await browser.newPage({ viewport: { width: 2400, height: 1000 } });
    await page.setContent(`<!doctype html><style>${style}</style>${rows.join('')}`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await page.screenshot({ fullPage: true, type: 'jpeg', quality: 70 }));
    console.log(`  ${file}`);
  } finally {
    await browser.close();
  }
}

async function shotsAt(
  browser: Browser,
  sandbox: Sandbox,
  width: number,
  colorScheme: (typeof schemes)[number],
): Promise<Shot[]> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' });
  const shots: Shot[] = [];
  try {
    const page = await context.newPage();
    await withoutEhrStyle(page);
    await walkThrough(page, sandbox, async (name) => {
      shots.push({ name, image: await page.screenshot({ type: 'jpeg', quality: 80 }) });
    });
  } finally {
    await context.close();
  }
  return shots;
}

const style = `body{margin:12px;font:14px system-ui;background:#fff;color:#222}h2{margin:12px 0 4px;font-size:15px}
div{display:flex;gap:8px;flex-wrap:wrap}figure{margin:0}img{height:${shownHeight}px;border:1px solid #999;display:block}`;

const rowOf = (title: string, shots: readonly Shot[]): string =>
  `<h2>${title}</h2><div>${shots
    .map(
      ({ name, image }) =>
        `<figure><img src="data:image/jpeg;base64,${image.toString('base64')}" alt="${name}"><figcaption>${name}</figcaption></figure>`,
    )
    .join('')}</div>`;
