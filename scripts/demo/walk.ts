import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/main';
import { launchBrowser } from './chromium';
import { confirmAll, keepOwnEstimate, openInTab, sign } from './surgeonSteps';

const width = 1280;
const leastHeight = 900;

/**
 * Does the main job by itself in a browser, from the chart to the conversation, and saves a picture of each step.
 * @returns the RiskAssessment that landed in the chart.
 */
export async function walk(sandbox: Sandbox, folder: string): Promise<unknown> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width, height: leastHeight } });
    await walkThrough(page, sandbox, pictures(page, folder));
  } finally {
    await browser.close();
  }
  return sandbox.store.all('RiskAssessment').at(-1);
}

/** Takes a picture of the page as it is now. */
export type Picture = (name: string) => Promise<void>;

/** Each picture has its number first, so that the folder reads in order. */
function pictures(page: Page, folder: string): Picture {
  let count = 0;
  return async (name) => {
    const file = path.join(folder, `${String(++count).padStart(2, '0')}-${name}.png`);
    // The window grows to the page's height, so that the bar at its foot stands at the foot of the picture.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: Math.max(height, leastHeight) });
    await page.screenshot({ path: file });
    await page.setViewportSize({ width, height: leastHeight });
    console.log(`  ${file}`);
  };
}

/** The main job step by step, on the typical patient. */
export async function walkThrough(page: Page, sandbox: Sandbox, picture: Picture): Promise<void> {
  await page.goto(`${sandbox.url}/chart/typical`);
  await picture('chart');
  await openInTab(page, { sandbox }, 'typical');
  await page.waitForSelector('section[aria-label="Fracture"]');
  await picture('data');
  await page.click('footer button:has-text("Go to imaging")');
  await page.waitForSelector('canvas', { timeout: 120_000 });
  await page.getByLabel('Absent', { exact: true }).check();
  await picture('imaging');
  await page.click('footer button:has-text("Accept this outline")');
  await page.getByLabel('People out of 100').waitFor({ timeout: 60_000 });
  await picture('own-estimate');
  await keepOwnEstimate(page);
  await page.waitForSelector('section[aria-label="Estimate"]');
  await picture('result');
  await page.click('footer button:has-text("Go to deciding")');
  await page.waitForSelector('h1:has-text("What could be done about pain?")');
  await picture('decide');
  await confirmAll(page);
  await picture('sign');
  await sign(page);
  await picture('signed');
  await page.click('footer button:has-text("Open the patient view")');
  await page.waitForSelector('text=First: what matters to you?');
  await picture('consent');
  await page.goto(`${sandbox.url}/chart/typical`);
  await picture('chart-after');
}
