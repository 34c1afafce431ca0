import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Frame } from 'playwright-core';
import { describeInBrowser, launchBrowserProfile } from '@/test/support/browser';
import { type RunningProduct, startProduct } from '@/test/support/runningProduct';
import { appFrame, tile } from '@/test/support/surgeon';

/** Chromium's settings: all third-party cookies blocked, or all that a page could keep. */
const thirdPartyBlocked = { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } };
const allBlocked = { profile: { default_content_setting_values: { cookies: 2 } } };

/** What this frame may keep: a cookie, and a value in sessionStorage; and whether it is a partition of its own. */
const allowed = (frame: Frame): Promise<object> =>
  frame.evaluate(() => {
    const reach = (what: () => unknown): boolean => {
      try {
        what();
        return true;
      } catch {
        return false;
      }
    };
    // biome-ignore lint/suspicious/noDocumentCookie: whether a cookie is kept is the question.
    document.cookie = 'probe=1; SameSite=None; Secure';
    return {
      cookie: document.cookie.includes('probe'),
      storage: reach(() => sessionStorage.length),
      credentialless: 'credentialless' in window && window.credentialless,
    };
  });

describeInBrowser('Backcast as a third party in the frame of an EHR of another site', () => {
  let product: RunningProduct;
  let context: BrowserContext | undefined;
  let profile: string;
  beforeAll(async () => {
    product = await startProduct();
  });
  afterAll(() => product.close());
  beforeEach(() => {
    profile = mkdtempSync(path.join(tmpdir(), 'backcast-profile-'));
  });
  afterEach(async () => {
    await context?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test.each([
    ['third-party cookies blocked', thirdPartyBlocked, false, { cookie: false, storage: false }],
    ['a frame that shares no cookies or storage with any other', {}, true, { credentialless: true }],
    ['cookies and storage blocked altogether', allBlocked, false, { cookie: false, storage: false }],
  ])('with %s: the chart is read, and imaging opens', async (_name, preferences, partitioned, expected) => {
    mkdirSync(path.join(profile, 'Default'));
    writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
    context = await launchBrowserProfile(profile);
    product.sandbox.switches.partitionedFrames = partitioned;
    const page = await context.newPage();
    // By its other name the EHR is of another site than the app.
    await page.goto(`${product.sandbox.url.replace('127.0.0.1', 'localhost')}/chart/typical`);
    await page.click('#open');
    const frame = await appFrame(page);
    expect(await allowed(frame)).toMatchObject(expected);
    expect(await tile(frame, 'Fracture')).toMatch(/L1 vertebra/);
    await frame.click('footer button:has-text("Go to imaging")');
    await frame.waitForSelector('canvas', { timeout: 120_000 });
    expect(await frame.locator('header').first().innerText()).toContain('Margaret Holloway');
  });
});
