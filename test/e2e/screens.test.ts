import type { Page } from 'playwright-core';
import { describeInBrowser } from '@/test/support/browser';
import { ScreenAlbum } from '@/test/support/pictures/screenAlbum';
import {
  acceptStoredOutline,
  axeFindings,
  keepOwnEstimate,
  openInTab,
  sign,
  surgeonAtTheDesk,
  withoutEhrStyle,
} from '@/test/support/surgeon';

/** Charts and ages on the screen count from here, on whatever day the test runs. */
const noon = new Date('2026-11-23T12:00:00Z');
const minutesLater = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

describeInBrowser('every screen at 320, 600 and 1280 px, light and dark, is as kept, and axe finds nothing', () => {
  const desk = surgeonAtTheDesk({ width: 1280, height: 800 }, {}, noon);
  const album = new ScreenAlbum();
  const found: Record<string, unknown> = {};

  /** Photographs a screen and has axe read it, in both looks. */
  async function shows(name: string, widths?: readonly number[]): Promise<void> {
    const read: unknown[] = [];
    await album.photograph(
      desk.page,
      name,
      async () => {
        read.push(...(await axeFindings(desk.page)));
        if ((await moving(desk.page)) > 0) read.push('moves under reduced motion');
      },
      widths,
    );
    if (read.length > 0) found[name] = read;
  }

  beforeEach(async () => {
    // The EHR's own style is light or dark whatever the browser prefers; ehrStyle.test.ts shows the app in it.
    await withoutEhrStyle(desk.page);
    for (const name of Object.keys(found)) delete found[name];
    album.findings.length = 0;
  });
  const expectNothing = () => expect({ pictures: album.findings, axe: found }).toEqual({ pictures: [], axe: {} });

  test('on a machine that draws letters and controls as the one where the pictures were kept; else they are not compared, and axe alone judges', async () => {
    await album.drawSpecimen(desk.page);
    if (!album.comparable)
      process.stderr.write('Fonts or browser draw otherwise here: screens are NOT compared with their pictures.\n');
  });

  test('before and around a launch: start page, model card, an EHR that is not listed, a case that is not open', async () => {
    const { page, product } = desk;
    await page.goto(product.appUrl);
    await shows('start');
    await page.goto(`${product.appUrl}/model`);
    await shows('model');
    await page.goto(`${product.appUrl}/launch?iss=https://unknown.example/fhir&launch=x`);
    await page.waitForSelector('section[role=alert]');
    await shows('launch-refused');
    await page.goto(`${product.appUrl}/case/data`);
    await page.waitForSelector('section[role=alert]');
    await shows('case-not-open');
    expectNothing();
  });

  test('the typical patient, from the chart to the conversation', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await page.waitForSelector('section[aria-label="Fracture"]');
    await shows('data-ready');
    await page
      .locator('section[aria-label="Bone density (lowest T-score)"]')
      .getByRole('button', { name: /^Observation, version/ })
      .click();
    await page.getByLabel('The resource as the chart holds it').waitFor();
    await shows('data-source');
    await page.getByRole('button', { name: 'Close' }).click();

    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/dicom-web/**', async (route) => {
      await asked;
      await route.continue();
    });
    await page.click('footer button:has-text("Go to imaging")');
    await page.waitForSelector('h1:has-text("Is this the fractured vertebra")');
    await shows('imaging-retrieving');
    answer();
    await page.waitForSelector('canvas', { timeout: 120_000 });
    await page.unroute('**/dicom-web/**');
    await page
      .getByText(/^Stable/)
      .or(page.getByRole('heading', { name: 'Outline' }))
      .first()
      .waitFor();
    await shows('imaging-outline');
    await page.getByLabel('Absent', { exact: true }).check();
    await page.click('footer button:has-text("Accept this outline")');

    await page.getByLabel('People out of 100').waitFor({ timeout: 60_000 });
    await shows('result-own-estimate');
    await keepOwnEstimate(page);
    await page.waitForSelector('section[aria-label="Estimate"]');
    await shows('result-estimate');
    await page.context().setOffline(true);
    await page.click('footer button:has-text("Go to deciding")');
    await page.waitForSelector('section[aria-label="Connection"]');
    await shows('result-no-connection');
    await page.context().setOffline(false);
    await page.click('footer button:has-text("Go to deciding")');
    await page.waitForSelector('h1:has-text("What could be done about pain?")');
    await shows('decide');
    await page.getByLabel('I would act if the chance is at least').fill('20');
    await page.click('summary:has-text("the decision curve")');
    await shows('decide-threshold');
    await page.click('footer button:has-text("Go to signing")');
    await page.waitForSelector('fieldset input[type=checkbox]');
    await shows('sign-before');
    for (const box of await page.locator('fieldset input[type=checkbox]').all()) await box.check();
    await shows('sign-confirmed');
    await sign(page);
    await shows('sign-signed');
    expectNothing();

    await page.click('footer button:has-text("Open the patient view")');
    await page.waitForSelector('text=First: what matters to you?');
    await shows('consent-en');
    for (const [language, name] of [
      ['简体中文', 'zh'],
      ['Español', 'es'],
    ] as const) {
      await page.click(`button:has-text("${language}")`);
      await shows(`consent-${name}`, [320]);
    }
    await page.click('button:has-text("עברית")');
    await shows('consent-he');
    await page.click('button:has-text("English")');
    await page.getByLabel('Choose a PIN of four digits').fill('2468');
    await page.click('button:has-text("Lock and hand over")');
    await page.waitForSelector('text=Handed over.');
    await shows('consent-handed-over', [320, 600]);
    expectNothing();
  });

  test('charts that need something first: no bone density, two that contradict each other, two levels, a server that fails', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'no-bmd');
    await page.waitForSelector('section[aria-label="Fracture"]');
    await shows('data-missing');
    await openInTab(page, product, 'two-bmds');
    await page.waitForSelector('input[type=radio]');
    await shows('data-conflict');
    await openInTab(page, product, 'level-mismatch');
    await page.waitForSelector('#step-reason');
    await shows('data-two-levels');
    await page.route(/\/fhir\/ImagingStudy/, (route) =>
      route.fulfill({ status: 503, headers: { 'Access-Control-Allow-Origin': '*' }, body: '{}' }),
    );
    await openInTab(page, product, 'low');
    await page.waitForSelector('section[role=status]:has-text("EHR is busy")');
    await shows('data-ehr-busy');
    expectNothing();
  });

  test('a scan without an outline, and one that is refused', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'old-bmd');
    await page.click('footer button:has-text("Go to imaging")');
    await page.waitForSelector('text=No outline yet.', { timeout: 120_000 });
    await shows('imaging-box');
    await openInTab(page, product, 'missing-slices');
    await page.click('footer button:has-text("Go to imaging")');
    await page.waitForSelector('section[role=alert]', { timeout: 120_000 });
    await shows('imaging-refused');
    expectNothing();
  });

  test('an abstention, from its reasons to what the patient is told, and a sign-in that ends', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'high');
    await acceptStoredOutline(page, 'Cannot tell');
    await page.waitForSelector('section[aria-label="No estimate"]', { timeout: 60_000 });
    await shows('result-abstention');
    await page.click('footer button:has-text("Go to the patient view")');
    await page.waitForSelector('footer button:has-text("Open the patient view")');
    await shows('consent-to-open');
    await page.click('footer button:has-text("Open the patient view")');
    await page.waitForSelector('text=No number for you');
    await shows('consent-abstention', [320, 600]);

    await openInTab(page, product, 'high');
    await page.waitForSelector('section[aria-label="Fracture"]');
    await page.clock.setFixedTime(minutesLater(59));
    await page.waitForSelector('section[aria-label="Sign-in"]');
    await shows('session-ending');
    await page.clock.setFixedTime(minutesLater(61));
    await page.waitForSelector('h1:has-text("The sign-in has ended")');
    await shows('session-ended');
    expectNothing();
  });

  test('and no picture is kept of a screen that is no more', () => {
    expect(album.unused()).toEqual([]);
  });
});

const moving = (page: Page): Promise<number> =>
  page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === 'running').length);
