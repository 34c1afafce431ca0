import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '@/test/support/browser';
import { axeFindings, overflowPx } from '@/test/support/surgeon';
import { type Sandbox, startSandbox } from '../../sandbox/main';

describeInBrowser('the screens of the sandbox EHR', () => {
  let sandbox: Sandbox;
  let browser: Browser;
  beforeAll(async () => {
    [sandbox, browser] = await Promise.all([startSandbox({ appUrl: 'http://127.0.0.1:1' }), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });

  test.each(
    [320, 600, 1280].flatMap((width) =>
      (['light', 'dark'] as const).map((colorScheme) => [width, colorScheme] as const),
    ),
  )('at %d px, %s: nothing is cut off, and axe finds nothing', async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    const page = await context.newPage();
    const found: Record<string, unknown> = {};
    for (const path of ['/', '/chart/high', '/orders/high', '/switches', '/audit', '/resource/Patient/high']) {
      await page.goto(sandbox.url + path);
      found[path] = [await overflowPx(page), await axeFindings(page)];
    }
    await context.close();
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((path) => [path, [0, []]])));
  });

  test('frame the app as EHRs do: scripts and downloads, but never the top window', async () => {
    const page = await browser.newPage();
    await page.route('**/launch/high', (route) => route.fulfill({ body: 'The app' }));
    await page.goto(`${sandbox.url}/chart/high`);
    await page.click('#open');
    const allowed = await page.locator('#frames iframe').getAttribute('sandbox');
    expect(allowed?.split(' ').sort()).toEqual([
      'allow-downloads',
      'allow-forms',
      'allow-modals',
      'allow-pointer-lock',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
      'allow-same-origin',
      'allow-scripts',
    ]);
    await page.close();
  });

  test('switches are set from their screen, and all are on it', async () => {
    const page = await browser.newPage();
    await page.goto(`${sandbox.url}/switches`);
    const names = await page
      .locator('form [name]')
      .evaluateAll((fields) => fields.map((one) => one.getAttribute('name')));
    expect(names.sort()).toEqual(Object.keys(sandbox.switches).sort());
    await page.check('[name=partitionedFrames]');
    await page.selectOption('[name=failWith]', '503');
    await page.click('button:has-text("Save")');
    expect(sandbox.switches).toMatchObject({ partitionedFrames: true, failWith: 503, darkStyle: false });
    await page.close();
  });
});
