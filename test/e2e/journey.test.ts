import { describeInBrowser } from '@/test/support/browser';
import {
  acceptStoredOutline,
  axeFindings,
  confirmAll,
  estimatesOf,
  keepOwnEstimate,
  openInTab,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

describeInBrowser('from chart to chart', () => {
  const desk = surgeonAtTheDesk();

  async function acceptOutline(patient: string, cleft: 'Present' | 'Absent' | 'Cannot tell'): Promise<void> {
    await openInTab(desk.page, desk.product, patient);
    await acceptStoredOutline(desk.page, cleft);
  }

  test('the typical patient: own estimate first, then people out of 100, signed, and found in the chart with the same number', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await page.click('footer button:has-text("Go to imaging")');
    await page.waitForSelector('canvas', { timeout: 120_000 });
    expect(await page.locator('footer button').isDisabled()).toBe(true);
    await page.getByLabel('Absent', { exact: true }).check();
    expect(await axeFindings(page)).toEqual([]);
    await page.click('footer button:has-text("Accept this outline")');
    await page.waitForSelector('h2:has-text("First, what do you think")', { timeout: 60_000 });
    expect(await page.locator('section[aria-label="Estimate"]').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator('button:has-text("Keep my estimate")').isDisabled()).toBe(true);
    await keepOwnEstimate(page);
    const shown = await page.locator('section[aria-label="Estimate"]').innerText();
    const count = Number(/about (\d+) of 100/.exec(shown)?.[1]);
    expect(shown).toContain(`about ${100 - count} of 100 do not`);
    expect(await page.locator('section[aria-label="How far to trust it"]').innerText()).toMatch(
      /An outline one voxel larger or smaller moves it by up to \d+ of 100/,
    );
    expect(await page.locator('section[aria-label="Estimate"] svg[viewBox="0 0 100 100"] rect').count()).toBe(count);
    expect(await axeFindings(page)).toEqual([]);

    await page.click('footer button:has-text("Go to signing")');
    const sign = page.locator('footer button:has-text("Sign and write to chart")');
    await sign.waitFor();
    expect(await sign.isDisabled()).toBe(true);
    for (const box of await page.locator('fieldset input[type=checkbox]').all()) await box.check();
    expect(await page.locator('section[aria-label="What will be written"]').innerText()).toContain(
      `about ${count} have residual back pain`,
    );
    expect(await axeFindings(page)).toEqual([]);
    await sign.click();
    await page.waitForSelector('section[aria-label="Signed"]', { timeout: 30_000 });
    const [written, ...more] = estimatesOf(desk.product, 'typical');
    expect(more).toEqual([]);
    expect(written).toMatchObject({
      status: 'final',
      prediction: [{ probabilityDecimal: count }],
      condition: { reference: 'Condition/typical-condition-1' },
    });
    expect(written.meta?.security?.map(({ code }) => code)).toEqual(['AIAST', 'HTEST']);
    const receipt = page.locator('section[aria-label="Signed"]');
    expect(await receipt.innerText()).toMatch(new RegExp(`^Of 100 people[^.]*about ${count} have residual back pain`));
    await receipt.getByRole('button', { name: 'The estimate' }).click();
    const readBack = page.getByLabel('The resource as the chart holds it');
    expect(JSON.parse(await readBack.inputValue())).toMatchObject({ id: written.id, meta: { versionId: '1' } });
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).click();
  });

  test('S1: every step says what it is for and that it is a demonstration', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    for (const step of ['data', 'imaging', 'result', 'decide', 'sign']) {
      await page.goto(`${product.appUrl}/case/${step}`);
      const banner = page.getByText('Demonstration, not for care.').first();
      await banner.waitFor({ timeout: 30_000 });
      expect(await banner.locator('..').innerText()).toMatch(/simulated patients.*informs and does not decide/s);
    }
  });

  test('S12: what a wrong reading would change is marked as simulation and stays off the signature; S19: disagreeing blocks nothing', async () => {
    const { page } = desk;
    await acceptOutline('high', 'Present');
    await keepOwnEstimate(page);
    const simulation = page.locator('section[aria-label="Simulation"]');
    await simulation.getByRole('button', { name: /reading of the cleft is wrong/ }).click();
    await simulation.getByText(/^Simulation: (about|between|there would be no estimate)/).waitFor({ timeout: 30_000 });
    expect(await simulation.innerText()).toContain('it cannot be signed, printed or written');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('body').innerText()).not.toMatch(/\d/);
    await page.emulateMedia({ media: 'screen' });
    await page.click('summary:has-text("I think this is wrong")');
    await page.click('button:has-text("Too high")');
    await page.click('form button:has-text("Send")');
    await page.waitForSelector('text=Sent: Too high');
    expect(await axeFindings(page)).toEqual([]);
    await page.click('footer button:has-text("Go to signing")');
    expect(await page.locator('section[aria-label="What will be written"]').innerText()).not.toMatch(/simulation/i);
    const metrics = await (await fetch(`${desk.product.appUrl}/api/metrics`)).text();
    expect(metrics).toContain('backcast_app_events{event="disagree"} 1');
  });

  test('the low patient ends below the high one, whose cleft was read as present', async () => {
    const { page } = desk;
    const estimate = async (patient: string, cleft: 'Present' | 'Absent') => {
      await acceptOutline(patient, cleft);
      await page.waitForSelector('h2:has-text("First, what do you think"), section[aria-label="No estimate"]', {
        timeout: 60_000,
      });
      if ((await page.locator('section[aria-label="No estimate"]').count()) > 0)
        return page.locator('main').innerText();
      await keepOwnEstimate(page);
      const shown = await page.locator('section[aria-label="Estimate"]').innerText();
      return Number(
        /(?:about (\d+)|(\d+) or (?:more|fewer)|between (?:fewer than )?(\d+))/.exec(shown)?.slice(1).find(Boolean),
      );
    };
    const [low, high] = [await estimate('low', 'Absent'), await estimate('high', 'Present')];
    expect({ low: typeof low, high: typeof high }).toEqual({ low: 'number', high: 'number' });
    expect(high).toBeGreaterThan(Number(low));
  });

  test('a cleft that nobody can tell leaves no number, and says why and what would fix it', async () => {
    const { page } = desk;
    await acceptOutline('typical', 'Cannot tell');
    const refusal = page.locator('section[aria-label="No estimate"]');
    await refusal.waitFor({ timeout: 60_000 });
    expect(await refusal.innerText()).toMatch(/cleft[\s\S]*What to do/i);
    expect(await page.locator('section[aria-label="Estimate"]').count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toMatch(/about \d+ of 100 people/);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a chart that changes before the signature stops the write and says what changed', async () => {
    const { page } = desk;
    await acceptOutline('high', 'Present');
    await keepOwnEstimate(page);
    await confirmAll(page);
    const before = estimatesOf(desk.product, 'high').length;
    const condition = desk.product.sandbox.store.read('Condition/high-condition-1');
    desk.product.sandbox.store.save(condition, 'high-condition-1');
    await page.click('footer button:has-text("Sign and write to chart")');
    const alert = page.locator('section[role=alert]');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/chart changed[\s\S]*Condition\/high-condition-1 is another version now/);
    expect(estimatesOf(desk.product, 'high')).toHaveLength(before);
  });

  test('a write whose answer is lost after it was done ends with one estimate', async () => {
    const { page } = desk;
    await acceptOutline('low', 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    desk.product.sandbox.switches.dropAfterCommit = true;
    await sign(page);
    expect(estimatesOf(desk.product, 'low')).toHaveLength(1);
  });

  test('E16: a site that grants read scopes only says so; the estimate is signed for a note, nothing is written, and the conversation opens', async () => {
    const { page } = desk;
    desk.product.sandbox.switches.readOnlyScopes = true;
    await acceptOutline('high', 'Present');
    desk.product.sandbox.switches.readOnlyScopes = false;
    await keepOwnEstimate(page);
    await page.click('footer button:has-text("Go to signing")');
    await page.waitForSelector('#step-reason');
    expect(await page.locator('#step-reason').innerText()).toMatch(/granted no access to write/);
    expect(await page.locator('#step-reason').innerText()).toContain('Confirm the 4 statements first.');
    const before = estimatesOf(desk.product, 'high').length;
    for (const box of await page.locator('fieldset input[type=checkbox]').all()) await box.check();
    await page.click('footer button:has-text("Sign, for a note")');
    const signed = page.locator('section[aria-label="Signed"]');
    await signed.waitFor();
    expect(await signed.innerText()).toMatch(/Signed, not in the chart yet[\s\S]*Nothing was written/);
    expect(estimatesOf(desk.product, 'high')).toHaveLength(before);
    expect(await axeFindings(page)).toEqual([]);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await signed.getByRole('button', { name: 'Copy for a note: the signed estimate' }).click();
    await signed.getByText('Copied').waitFor();
    const note = await page.evaluate(() => navigator.clipboard.readText());
    expect(note).toMatch(/^Demonstration, not for care[\s\S]*Of 100 people[\s\S]*Signed by Dr Elena Ruiz/);
    await page.click('footer button:has-text("Open the patient view")');
    await page.waitForSelector('text=First: what matters to you?');
  });
});
