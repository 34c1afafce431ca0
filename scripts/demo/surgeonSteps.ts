import type { Frame, Page } from 'playwright-core';

/** A page of the app: a tab of its own, or the frame inside the chart. */
export type Screen = Page | Frame;

/** The sandbox EHR that the surgeon sits at. */
export interface Ehr {
  readonly sandbox: { readonly url: string };
}

/** Leaves out what the EHR asks of the app's look, so that the app's own is seen, light or dark as the browser prefers. */
export async function withoutEhrStyle(page: Page): Promise<void> {
  await page.route('**/smart-style-*.json', (route) =>
    route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' }, body: '' }),
  );
}

/** Launches the app for a patient in the tab itself. */
export async function openInTab(page: Page, { sandbox }: Ehr, patient: string): Promise<void> {
  await page.goto(`${sandbox.url}/launch/${patient}`);
  await page.waitForSelector('h1:has-text("Is what the chart says")', { timeout: 30_000 });
}

/** Launches the app from the chart in a frame of the given width. */
export async function openInFrame(page: Page, { sandbox }: Ehr, patient: string, width = '600'): Promise<Frame> {
  await page.goto(`${sandbox.url}/chart/${patient}`);
  await page.selectOption('#width', width);
  await page.click('#open');
  return appFrame(page);
}

/** The nth app frame of a chart, once it shows the data step. */
export async function appFrame(page: Page, index = 0): Promise<Frame> {
  const element = await page.waitForSelector(`#frames iframe:nth-of-type(${index + 1})`);
  const frame = await element.contentFrame();
  if (!frame) throw new Error('The frame has no content');
  await frame.waitForSelector('h1:has-text("Is what the chart says")', { timeout: 30_000 });
  return frame;
}

export const tile = (screen: Screen, title: string): Promise<string> =>
  screen.locator(`section[aria-label="${title}"]`).innerText();

/** Why the step's button is disabled, or what it does. */
export const footerReason = (screen: Screen): Promise<string> => screen.locator('#step-reason').innerText();

/** Goes to imaging, answers the cleft question, and accepts the outline that the PACS holds. */
export async function acceptStoredOutline(screen: Screen, cleft: 'Present' | 'Absent' | 'Cannot tell'): Promise<void> {
  await screen.click('footer button:has-text("Go to imaging")', { timeout: 30_000 });
  await screen.waitForSelector('canvas', { timeout: 120_000 });
  await screen.getByLabel(cleft, { exact: true }).check();
  await screen.click('footer button:has-text("Accept this outline")');
}

/** Gives an own estimate out of 100, after which the model's is shown. */
export async function keepOwnEstimate(screen: Screen, outOf100 = 20): Promise<void> {
  const slider = screen.getByLabel('People out of 100');
  await slider.waitFor({ timeout: 60_000 });
  await slider.fill(String(outOf100));
  await screen.click('button:has-text("Keep my estimate")');
}

/** Goes to signing and confirms every statement. */
export async function confirmAll(screen: Screen): Promise<void> {
  await screen.click('footer button:has-text("Go to signing")');
  await screen.waitForSelector('fieldset input[type=checkbox]');
  for (const box of await screen.locator('fieldset input[type=checkbox]').all()) await box.check();
}

export async function sign(screen: Screen): Promise<void> {
  await screen.click('footer button:has-text("Sign and write to chart")');
  await screen.waitForSelector('section[aria-label="Signed"]', { timeout: 30_000 });
}
