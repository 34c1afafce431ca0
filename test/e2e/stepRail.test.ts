import { describeInBrowser } from '@/test/support/browser';
import { acceptStoredOutline, confirmAll, keepOwnEstimate, openInTab, surgeonAtTheDesk } from '@/test/support/surgeon';

/** The footer leads forward; here a surgeon goes where the steps above the page let them. */
describeInBrowser('a surgeon who moves by the steps', () => {
  const desk = surgeonAtTheDesk();
  const step = (name: string) => desk.page.locator('nav[aria-label="Steps"] a', { hasText: name });

  test('S2: cannot decide or sign, nor see a number there, before the own estimate', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await page.getByLabel('People out of 100').waitFor({ timeout: 60_000 });
    expect(await step('Decide').count()).toBe(0);
    expect(await step('Sign').count()).toBe(0);
    await keepOwnEstimate(page);
    await page.waitForSelector('section[aria-label="Estimate"]');
    expect(await step('Decide').count()).toBe(1);
    expect(await step('Sign').count()).toBe(1);
  });

  test('S14: gets another result after correcting an input behind a result, and what is to be signed says edited', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    const shown = () => page.locator('section[aria-label="Estimate"]').innerText();
    const before = await shown();
    await step('Data').click();
    await page.getByRole('button', { name: 'Change: Lowest T-score' }).click();
    await page.getByRole('spinbutton', { name: 'Lowest T-score' }).fill('-4.4');
    await page.getByLabel('Measured on').fill(new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10));
    await page.getByLabel('Reason, and where the value is from').fill('Report of the newer scan');
    await page.getByRole('button', { name: 'Use this value' }).click();
    await step('Result').click();
    await page.waitForSelector('section[aria-label="Estimate"]', { timeout: 60_000 });
    expect(await shown()).not.toBe(before);
    await confirmAll(page);
    expect(await page.locator('section[aria-label="What will be written"]').innerText()).toContain(
      'Edited: Lowest T-score -4.4',
    );
  });

  test('S3, S5: has neither result nor anything to sign after rejecting the outline that was accepted', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await step('Imaging').click();
    await page.waitForSelector('canvas');
    await page.getByRole('button', { name: 'Reject' }).click();
    expect(await step('Result').count()).toBe(0);
    expect(await step('Sign').count()).toBe(0);
    expect(await page.getByLabel('Absent', { exact: true }).isChecked()).toBe(false);
  });

  test('P2: keeps, through a reload, that the cleft was answered before the gas hint', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await page.click('footer button:has-text("Go to imaging")');
    await page.waitForSelector('canvas', { timeout: 120_000 });
    await page.getByLabel('Absent', { exact: true }).check();
    await page.reload();
    await page.waitForSelector('canvas', { timeout: 120_000 });
    expect(await page.getByLabel('Absent', { exact: true }).isChecked()).toBe(true);
  });
});
