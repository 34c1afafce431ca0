import type { Page } from 'playwright-core';
import { bodyOnScan } from '@/test/support/bodyOnScan';
import { describeInBrowser } from '@/test/support/browser';
import {
  confirmAll,
  estimatesOf,
  footerReason,
  keepOwnEstimate,
  openInTab,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

/** The other patients' ends are in journey.test.ts (stored outlines) and imaging.test.ts (scans outside the limits). */
describeInBrowser('each synthetic patient ends where its purpose says:', () => {
  const desk = surgeonAtTheDesk({ width: 1280, height: 1000 });

  async function outlineAtCrosshair(page: Page, patient: string): Promise<void> {
    await page.click('footer button:has-text("Go to imaging")', { timeout: 30_000 });
    await page.waitForSelector('canvas', { timeout: 120_000 });
    const { centre } = bodyOnScan(patient);
    for (const [axis, plane] of (['Sagittal', 'Coronal', 'Axial'] as const).entries())
      await page.getByLabel(`${plane} slice`).fill(String(centre[axis]));
    await page.click('button:has-text("Propose at the crosshair")');
    await page.click('button:has-text("Outline the body")');
    await page.waitForSelector('button:has-text("Redraw")', { timeout: 30_000 });
    await page.click('button:has-text("as the chart says")');
  }

  async function accept(page: Page, cleft: 'Present' | 'Absent'): Promise<void> {
    await page.getByLabel(cleft, { exact: true }).check();
    await page.click('footer button:has-text("Accept this outline")');
    await page.waitForSelector('h2:has-text("First, what do you think"), section[aria-label="No estimate"]', {
      timeout: 120_000,
    });
  }

  test.each([
    ['two-bmds', '−3.6'],
    ['t-score-units', undefined],
    ['two-fractures', undefined],
  ])('%s is outlined, estimated and signed', async (patient, choice) => {
    const { page, product } = desk;
    await openInTab(page, product, patient);
    if (choice) await page.locator('label', { hasText: choice }).click();
    await outlineAtCrosshair(page, patient);
    await accept(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    expect(estimatesOf(product, patient)).toMatchObject([{ status: 'final' }]);
  });

  test.each([
    ['no-bmd', /bone density measurement, and none is known/],
    ['odd-unit', /bone density measurement, and none is known/],
    ['old-bmd', /too old or undated/],
    ['pathologic', /tumou?r|malignan|pathologic/i],
    ['multi-level', /The model is for one augmented vertebra/],
  ])('%s ends without a number, for its own reason, and nothing is signed', async (patient, reason) => {
    const { page, product } = desk;
    await openInTab(page, product, patient);
    await outlineAtCrosshair(page, patient);
    await accept(page, 'Absent');
    expect(await page.locator('section[aria-label="No estimate"]').innerText()).toMatch(reason);
    expect(estimatesOf(product, patient)).toEqual([]);
  });

  test('cleft-unrecorded is read on its CT, and the reading is what the estimate uses', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'cleft-unrecorded');
    await outlineAtCrosshair(page, 'cleft-unrecorded');
    await accept(page, 'Present');
    const main = await page.locator('main').innerText();
    expect(main).not.toMatch(/cleft was not read|cannot tell/i);
  });

  test.each([
    ['level-mismatch', /order names L3, the fracture is at L1/],
    ['no-ct', /No CT is on file/],
  ])('%s is stopped at the chart', async (patient, reason) => {
    const { page, product } = desk;
    await openInTab(page, product, patient);
    await page.waitForSelector('#step-reason');
    expect(await footerReason(page)).toMatch(reason);
    expect(await page.locator('footer button').isDisabled()).toBe(true);
  });
});
