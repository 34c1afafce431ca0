import type { Frame, FrameLocator, Page } from 'playwright-core';
import { describeInBrowser } from '@/test/support/browser';
import {
  acceptStoredOutline,
  axeFindings,
  openInFrame,
  openInTab,
  overflowPx,
  surgeonAtTheDesk,
  tile,
} from '@/test/support/surgeon';

const offer = 'Open in a tab';
const link = 'Open in a tab of its own';

describeInBrowser('a frame of the EHR that is too narrow, or fails: the way into a tab of its own (E5, E6, E7)', () => {
  const desk = surgeonAtTheDesk({ width: 1500, height: 1100 });

  /** Follows the link in a frame and returns the tab, as it stands when the EHR asks for the patient. */
  async function openTab(frame: Frame): Promise<Page> {
    const [tab] = await Promise.all([
      desk.page.context().waitForEvent('page'),
      frame.getByRole('link', { name: link }).click(),
    ]);
    return tab;
  }

  /** What each tab of ours finds as it starts, before any script of the app. */
  async function noteStarts(): Promise<string[]> {
    const context = desk.page.context();
    const starts: string[] = [];
    await context.exposeFunction('tellStart', (start: string) => starts.push(start));
    await context.addInitScript(() => {
      if (window.top !== window || window.location.pathname !== '/launch') return;
      const { name, opener } = window;
      const start = {
        opener,
        name,
        kept: sessionStorage.length,
        address: [...new URLSearchParams(location.search).keys()],
      };
      (window as unknown as { tellStart: (start: string) => void }).tellStart(JSON.stringify(start));
    });
    return starts;
  }

  test('E9, S4: the tab starts empty, the EHR asks for the patient, and the frame keeps its own case', async () => {
    const { page, product } = desk;
    const starts = await noteStarts();
    const frame = await openInFrame(page, product, 'two-bmds', '320');
    await frame.locator('label', { hasText: '−3.6' }).click();
    expect(await page.locator('#frames iframe').getAttribute('sandbox')).toMatch(
      /allow-popups allow-popups-to-escape-sandbox/,
    );
    await frame.getByRole('button', { name: offer }).click();
    expect(await frame.locator('#own-tab').innerText()).toMatch(/asks again which patient[\s\S]*stays here/);
    expect(await axeFindings(frame)).toEqual([]);
    expect(await overflowPx(frame)).toBeLessThanOrEqual(0);

    const tab = await openTab(frame);
    await tab.click('a:has-text("Arthur Whitcombe")');
    await tab.waitForSelector('section[aria-label="CT"]');
    expect(starts.map((start) => JSON.parse(start))).toEqual([{ opener: null, name: '', kept: 0, address: ['iss'] }]);
    expect(await tab.locator('header').first().innerText()).toContain('Arthur Whitcombe');
    expect(await tab.locator('main section[aria-label]').count()).toBeGreaterThanOrEqual(4);
    for (const title of ['Fracture', 'Bone density (lowest T-score)', 'Intravertebral cleft', 'CT'])
      expect(await tile(tab, title)).toMatch(/Source: /);
    expect(await tab.evaluate(() => window.opener)).toBeNull();
    expect(tab.url()).toBe(`${product.appUrl}/case/data`);

    expect(await frame.locator('header').first().innerText()).not.toContain('Whitcombe');
    expect(await frame.locator('label', { hasText: '−3.6' }).locator('input').isChecked()).toBe(true);
    await frame.evaluate(() => window.location.reload());
    const again = page.frameLocator('#frames iframe');
    await again.locator('label', { hasText: '−3.6' }).waitFor();
    expect(await again.locator('label', { hasText: '−3.6' }).locator('input').isChecked()).toBe(true);
  });

  test.each(['320', '600'])('E2: in a frame of %s px the button takes no line of its own', async (width) => {
    const frame = await openInFrame(desk.page, desk.product, 'typical', width);
    const top = () => frame.locator('main').evaluate((main) => main.getBoundingClientRect().top);
    const withButton = await top();
    await frame.getByRole('button', { name: offer }).evaluate((button) => button.remove());
    expect(withButton).toBe(await top());
  });

  test('E7: outside of a frame there is none', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await page.waitForSelector('section[aria-label="CT"]');
    expect(await page.getByRole('button', { name: offer }).count()).toBe(0);
    product.sandbox.switches.refuseConsent = true;
    await page.goto(`${product.sandbox.url}/launch/typical`);
    await page.waitForSelector('section[role=alert]');
    product.sandbox.switches.refuseConsent = false;
    expect(await page.getByRole('link', { name: link }).count()).toBe(0);
  });

  /** The app's frame as it stands when a launch failed. */
  async function failedFrame(): Promise<Frame> {
    const { page, product } = desk;
    await page.goto(`${product.sandbox.url}/chart/typical`);
    await page.click('#open');
    const frame = await (await page.waitForSelector('#frames iframe')).contentFrame();
    if (!frame) throw new Error('The frame has no content');
    await frame.waitForSelector('section[role=alert]', { timeout: 30_000 });
    return frame;
  }

  test('a sign-in that is refused in the frame goes on in a tab', async () => {
    const { product } = desk;
    product.sandbox.switches.refuseConsent = true;
    const frame = await failedFrame();
    expect(await axeFindings(frame)).toEqual([]);
    product.sandbox.switches.refuseConsent = false;
    const tab = await openTab(frame);
    await tab.click('a:has-text("Margaret Holloway")');
    await tab.waitForSelector('section[aria-label="CT"]');
  });

  test('so does an EHR that does not answer the frame', async () => {
    const { page } = desk;
    await page.route('**/.well-known/smart-configuration', (route) => route.abort());
    await page.route('**/fhir/metadata', (route) => route.abort());
    const frame = await failedFrame();
    const tab = await openTab(frame);
    await tab.waitForSelector('a:has-text("Margaret Holloway")');
  });

  /** A frame of its own beside the chart's: one that is on its way through a launch could not be sent elsewhere for sure. */
  async function frameAt(address: string): Promise<FrameLocator> {
    const { page, product } = desk;
    await page.goto(`${product.sandbox.url}/chart/typical`);
    await page.evaluate(
      (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
      address,
    );
    return page.frameLocator('body > iframe');
  }

  test('an EHR that is not listed is not offered', async () => {
    const frame = await frameAt(`${desk.product.appUrl}/launch?iss=https%3A%2F%2Fevil.example%2Ffhir&launch=x`);
    await frame.getByText('not one that this Backcast server').waitFor();
    expect(await frame.getByRole('link', { name: link }).count()).toBe(0);
  });

  test('a frame whose launch is lost, as after a reload where storage is refused, offers the only EHR there is', async () => {
    const { product } = desk;
    const frame = await frameAt(`${product.appUrl}/case/data`);
    await frame.getByRole('heading', { name: 'This case is not open here' }).waitFor();
    expect(await frame.getByRole('link', { name: link }).getAttribute('href')).toBe(
      `/launch?iss=${encodeURIComponent(`${product.sandbox.url}/fhir`)}`,
    );
  });

  /** The hour for which a sign-in holds is over. */
  async function endSignIn(frame: Frame): Promise<void> {
    await desk.page.clock.setFixedTime(Date.now() + 61 * 60_000);
    await frame.getByRole('heading', { name: 'The sign-in has ended' }).waitFor();
  }

  test('after the sign-in ended it is offered as well', async () => {
    const { page, product } = desk;
    const frame = await openInFrame(page, product, 'typical');
    await endSignIn(frame);
    expect(await axeFindings(frame)).toEqual([]);
    const tab = await openTab(frame);
    await tab.waitForSelector('a:has-text("Margaret Holloway")');
  });

  test('but never to a patient who holds the screen: the EHR would list the other patients', async () => {
    const { page, product } = desk;
    const frame = await openInFrame(page, product, 'high');
    await acceptStoredOutline(frame, 'Cannot tell');
    await frame.click('footer button:has-text("Go to the patient view")', { timeout: 60_000 });
    await frame.click('footer button:has-text("Open the patient view")');
    await frame.getByLabel('Choose a PIN of four digits').fill('2468');
    await frame.click('button:has-text("Lock and hand over")');
    await frame.waitForSelector('text=Handed over.');
    const ways = frame.getByRole('button', { name: offer }).or(frame.getByRole('link', { name: link }));
    expect(await ways.count()).toBe(0);
    await endSignIn(frame);
    expect(await ways.count()).toBe(0);
  });

  test.each([
    [
      'has no list of patients to choose from',
      (to: URL) => to.searchParams.set('scope', (to.searchParams.get('scope') ?? '').replace('launch/patient ', '')),
      /let Backcast in without a patient[\s\S]*Open a patient chart first/,
    ],
    [
      'lets nobody in outside of a chart',
      (to: URL) => to.searchParams.set('scope', 'launch/encounter'),
      /The EHR did not let Backcast in[\s\S]*from the chart again/,
    ],
  ])('an EHR that %s is told as such in the tab', async (_what, alter, message) => {
    const { page, product } = desk;
    await page.context().route('**/auth/authorize?*', (route) => {
      const to = new URL(route.request().url());
      alter(to);
      return route.continue({ url: to.href });
    });
    await page.goto(`${product.appUrl}/launch?iss=${encodeURIComponent(`${product.sandbox.url}/fhir`)}`);
    const alert = page.locator('section[role=alert]');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(message);
  });
});
