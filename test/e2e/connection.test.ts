import { describeInBrowser } from '@/test/support/browser';
import {
  acceptStoredOutline,
  confirmAll,
  estimatesOf,
  keepOwnEstimate,
  openInTab,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

const estimate = 'section[aria-label="Estimate"]';

describeInBrowser('what a surgeon entered', () => {
  const desk = surgeonAtTheDesk();

  async function openResult(patient: string): Promise<string> {
    const { page, product } = desk;
    await openInTab(page, product, patient);
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page, 35);
    return page.locator(estimate).innerText();
  }

  test('stays through the back and forward buttons, and after the signature they lead to no second one', async () => {
    const { page, product } = desk;
    const shown = await openResult('typical');
    await page.click('footer button:has-text("Go to deciding")');
    await page.waitForSelector('h1:has-text("What could be done about pain?")');
    await page.goBack();
    await page.waitForSelector(estimate);
    expect(await page.locator(estimate).innerText()).toBe(shown);
    await page.goBack();
    await page.waitForSelector('h1:has-text("Is this the fractured vertebra")');
    expect(await page.getByLabel('Absent', { exact: true }).isChecked()).toBe(true);
    await page.goForward();
    await page.waitForSelector(estimate);
    expect(await page.locator(estimate).innerText()).toBe(shown);
    await page.click('footer button:has-text("Go to deciding")');
    await confirmAll(page);
    await sign(page);
    await page.goBack();
    await page.goForward();
    await page.waitForSelector('section[aria-label="Signed"]');
    expect(await page.locator('button:has-text("Sign and write to chart")').count()).toBe(0);
    expect(estimatesOf(product, 'typical')).toHaveLength(1);
  });

  test('stays while the connection is lost: a step waits and says so, a signature is written once', async () => {
    const { page, product } = desk;
    const shown = await openResult('low');
    await page.context().setOffline(true);
    await page.click('footer button:has-text("Go to deciding")');
    await page.waitForSelector('text=no connection');
    expect(await page.locator(estimate).innerText()).toBe(shown);
    await page.context().setOffline(false);
    await page.click('footer button:has-text("Go to deciding")');
    await confirmAll(page);
    await page.context().setOffline(true);
    await page.click('footer button:has-text("Sign and write to chart")');
    await page.waitForSelector('section[role=alert]', { timeout: 60_000 });
    expect(await page.locator('fieldset input[type=checkbox]:not(:checked)').count()).toBe(0);
    await page.context().setOffline(false);
    await sign(page);
    expect(estimatesOf(product, 'low')).toHaveLength(1);
  });
});
