import type { ServiceRequest } from 'fhir/r4';
import { describeInBrowser } from '@/test/support/browser';
import {
  acceptStoredOutline,
  axeFindings,
  keepOwnEstimate,
  openInTab,
  overflowPx,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

const slider = 'I would act if the chance is at least this many of 100';

describeInBrowser('deciding', () => {
  const desk = surgeonAtTheDesk();
  const draftsOf = (patient: string) =>
    (desk.product.sandbox.store.all('ServiceRequest') as ServiceRequest[]).filter(
      ({ subject, status }) => subject.reference === `Patient/${patient}` && status === 'draft',
    );

  test('P4, S21: a threshold in people out of 100 that add up, the curve or its table, and never whether to operate', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'high');
    await acceptStoredOutline(page, 'Present');
    await keepOwnEstimate(page);
    await page.click('footer button:has-text("Go to deciding")');
    await page.getByLabel(slider).fill('20');
    const said = await page.locator('section[aria-label="Your threshold"]').innerText();
    const [, acted, withIt, without] =
      /acts on (\d+); (\d+) of them will have residual back pain, (\d+) will not/.exec(said) ?? [];
    expect(Number(withIt) + Number(without)).toBe(Number(acted));
    expect(said).toMatch(/up to 4 unneeded actions for each needed one/);
    expect(await page.locator('main').innerText()).not.toMatch(
      /should operate|not eligible|recommended|good candidate/i,
    );
    await page.click('summary:has-text("Details")');
    expect(await page.locator('figure svg[role=img]').getAttribute('aria-label')).toMatch(
      /Decision curve from 1 to 50 of 100/,
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.click('button:has-text("Show as a table")');
    expect(await page.locator('figure table tbody tr').count()).toBe(10);
    for (const width of [320, 600, 1280]) {
      await page.setViewportSize({ width, height: 1000 });
      expect(await overflowPx(page)).toBe(0);
    }
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await page.waitForSelector('text=20 of 100');
  });

  test('C6, S4: a draft order lands once in the chart of this patient, however often it is asked for', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'high');
    await acceptStoredOutline(page, 'Present');
    await keepOwnEstimate(page);
    await page.click('footer button:has-text("Go to deciding")');
    const before = draftsOf('high').length;
    const refer = page.locator('button:has-text("Refer to pain clinic (draft)")');
    await refer.click();
    await page.waitForSelector('text=Draft order in the chart: ServiceRequest/');
    await page.reload();
    await page.waitForSelector('text=Draft order in the chart: ServiceRequest/');
    expect(await refer.isDisabled()).toBe(true);
    // Another launch knows nothing of it, and finds the first draft in the chart.
    await openInTab(page, desk.product, 'high');
    await acceptStoredOutline(page, 'Present');
    await keepOwnEstimate(page);
    await page.click('footer button:has-text("Go to deciding")');
    await refer.click();
    await page.waitForSelector('text=Draft order in the chart: ServiceRequest/');
    const drafts = draftsOf('high');
    expect(drafts).toHaveLength(before + 1);
    expect(drafts.find(({ code }) => code?.text === 'Referral to pain clinic')).toMatchObject({
      intent: 'proposal',
      meta: { security: [{ code: 'HTEST' }] },
    });
  });

  test('E15: the line for a note goes to the clipboard, and is shown for copying by hand where the EHR refuses that', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'high');
    await acceptStoredOutline(page, 'Present');
    await keepOwnEstimate(page);
    await page.click('footer button:has-text("Go to deciding")');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copy = page.getByRole('button', {
      name: 'Copy for a note: Agree on a pain plan, or refer to the pain clinic',
    });
    await copy.click();
    await page.waitForSelector('text=Copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('Pain plan for the weeks after the procedure');
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
    });
    await copy.click();
    expect(await page.getByLabel('Text for a note').inputValue()).toBe(copied);
  });

  test('R21, P4: on an abstention no threshold is asked and no level is named', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await acceptStoredOutline(page, 'Cannot tell');
    await page.click('footer button:has-text("Go to deciding")', { timeout: 60_000 });
    await page.waitForSelector('section[aria-label="What can be done"]');
    expect(await page.getByLabel(slider).count()).toBe(0);
    expect(await page.locator('main').innerText()).not.toMatch(/From \d+ of 100|this estimate/);
    expect(await axeFindings(page)).toEqual([]);
  });
});
