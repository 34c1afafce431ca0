import { readFileSync } from 'node:fs';
import type { RiskAssessment } from 'fhir/r4';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '@/test/support/browser';
import { type RunningProduct, startProduct } from '@/test/support/runningProduct';

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

describeInBrowser('from chart to chart', () => {
  let product: RunningProduct;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.close();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ viewport: { width: 1000, height: 1200 } })).newPage();
  });
  afterEach(() => page.context().close());

  const axe = async (): Promise<unknown> => {
    await page.evaluate(axeSource);
    return page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + " " + nodes[0].html))',
    );
  };

  async function acceptOutline(patient: string, cleft: 'Present' | 'Absent' | 'Cannot tell'): Promise<void> {
    await page.goto(`${product.sandbox.url}/launch/${patient}`);
    await page.click('footer button:has-text("Go to imaging")', { timeout: 30_000 });
    await page.waitForSelector('canvas', { timeout: 120_000 });
    expect(await page.locator('footer button').isDisabled()).toBe(true);
    await page.getByLabel(cleft, { exact: true }).check();
    expect(await axe()).toEqual([]);
    await page.click('footer button:has-text("Accept this outline")');
  }

  async function keepOwnEstimate(): Promise<void> {
    const slider = page.getByLabel('People out of 100');
    await slider.waitFor({ timeout: 60_000 });
    expect(await page.locator('button:has-text("Keep my estimate")').isDisabled()).toBe(true);
    await slider.fill('20');
    await page.click('button:has-text("Keep my estimate")');
  }

  async function confirmAll(): Promise<void> {
    await page.click('footer button:has-text("Go to signing")');
    await page.waitForSelector('fieldset input[type=checkbox]');
    for (const box of await page.locator('fieldset input[type=checkbox]').all()) await box.check();
  }

  const estimatesOf = (patient: string): RiskAssessment[] =>
    (product.sandbox.store.all('RiskAssessment') as RiskAssessment[]).filter(
      ({ subject }) => subject.reference === `Patient/${patient}`,
    );

  test('the typical patient: own estimate first, then people out of 100, signed, and found in the chart with the same number', async () => {
    await acceptOutline('typical', 'Absent');
    await page.waitForSelector('h2:has-text("First, what do you think")', { timeout: 60_000 });
    expect(await page.locator('section[aria-label="Estimate"]').count()).toBe(0);
    expect(await axe()).toEqual([]);
    await keepOwnEstimate();
    const shown = await page.locator('section[aria-label="Estimate"]').innerText();
    const count = Number(/about (\d+) of 100/.exec(shown)?.[1]);
    expect(shown).toContain(`about ${100 - count} of 100 do not`);
    expect(await page.locator('section[aria-label="Estimate"] svg rect').count()).toBe(count);
    expect(await axe()).toEqual([]);

    await page.click('footer button:has-text("Go to signing")');
    const sign = page.locator('footer button:has-text("Sign and write to chart")');
    await sign.waitFor();
    expect(await sign.isDisabled()).toBe(true);
    for (const box of await page.locator('fieldset input[type=checkbox]').all()) await box.check();
    expect(await page.locator('section[aria-label="What will be written"]').innerText()).toContain(
      `about ${count} (${count} %)`,
    );
    expect(await axe()).toEqual([]);
    await sign.click();
    await page.waitForSelector('section[aria-label="Signed"]', { timeout: 30_000 });
    const [written, ...more] = estimatesOf('typical');
    expect(more).toEqual([]);
    expect(written).toMatchObject({
      status: 'final',
      prediction: [{ probabilityDecimal: count }],
      condition: { reference: 'Condition/typical-condition-1' },
    });
    expect(written.meta?.security?.map(({ code }) => code)).toEqual(['AIAST', 'HTEST']);
    expect(await page.locator('section[aria-label="Signed"]').innerText()).toContain(`RiskAssessment/${written.id}`);
  });

  test('the low patient ends below the high one, whose cleft was read as present', async () => {
    const estimate = async (patient: string, cleft: 'Present' | 'Absent') => {
      await acceptOutline(patient, cleft);
      await page.waitForSelector('h2:has-text("First, what do you think"), section[aria-label="No estimate"]', {
        timeout: 60_000,
      });
      if ((await page.locator('section[aria-label="No estimate"]').count()) > 0)
        return page.locator('main').innerText();
      await keepOwnEstimate();
      const shown = await page.locator('section[aria-label="Estimate"]').innerText();
      return Number(/(?:about (\d+)|between (?:fewer than )?(\d+))/.exec(shown)?.slice(1).find(Boolean));
    };
    const [low, high] = [await estimate('low', 'Absent'), await estimate('high', 'Present')];
    expect({ low: typeof low, high: typeof high }).toEqual({ low: 'number', high: 'number' });
    expect(high).toBeGreaterThan(Number(low));
  });

  test('a cleft that nobody can tell leaves no number, and says why and what would fix it', async () => {
    await acceptOutline('typical', 'Cannot tell');
    const refusal = page.locator('section[aria-label="No estimate"]');
    await refusal.waitFor({ timeout: 60_000 });
    expect(await refusal.innerText()).toMatch(/cleft[\s\S]*What to do/i);
    expect(await page.locator('section[aria-label="Estimate"]').count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toMatch(/about \d+ of 100 people/);
    expect(await axe()).toEqual([]);
  });

  test('a chart that changes before the signature stops the write and says what changed', async () => {
    await acceptOutline('high', 'Present');
    await keepOwnEstimate();
    await confirmAll();
    const before = estimatesOf('high').length;
    const condition = product.sandbox.store.read('Condition/high-condition-1');
    product.sandbox.store.save(condition, 'high-condition-1');
    await page.click('footer button:has-text("Sign and write to chart")');
    const alert = page.locator('section[role=alert]');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/chart changed[\s\S]*Condition\/high-condition-1 is another version now/);
    expect(estimatesOf('high')).toHaveLength(before);
  });

  test('a write whose answer is lost after it was done ends with one estimate', async () => {
    await acceptOutline('low', 'Absent');
    await keepOwnEstimate();
    await confirmAll();
    product.sandbox.switches.dropAfterCommit = true;
    await page.click('footer button:has-text("Sign and write to chart")');
    await page.waitForSelector('section[aria-label="Signed"]', { timeout: 30_000 });
    expect(estimatesOf('low')).toHaveLength(1);
  });

  test('a site that grants read scopes only says so, and keeps the text for a note', async () => {
    product.sandbox.switches.readOnlyScopes = true;
    await acceptOutline('high', 'Present');
    product.sandbox.switches.readOnlyScopes = false;
    await keepOwnEstimate();
    await page.click('footer button:has-text("Go to signing")');
    await page.waitForSelector('#step-reason');
    expect(await page.locator('#step-reason').innerText()).toMatch(/granted no access to write/);
    expect(await page.locator('section[aria-label="What will be written"]').innerText()).toMatch(/of 100 people/i);
  });
});
