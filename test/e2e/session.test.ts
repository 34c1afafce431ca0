import type { Observation } from 'fhir/r4';
import type { Frame } from 'playwright-core';
import { describeInBrowser } from '@/test/support/browser';
import {
  acceptStoredOutline,
  axeFindings,
  confirmAll,
  estimatesOf,
  footerReason,
  keepOwnEstimate,
  openInFrame,
  openInTab,
  overflowPx,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

describeInBrowser('a sign-in that ends while a surgeon works (E12)', () => {
  const desk = surgeonAtTheDesk({ width: 1500, height: 1100 });
  const name = 'Arthur Whitcombe';

  async function correctWeight(frame: Frame): Promise<void> {
    await frame.getByRole('button', { name: 'Change: Body mass index' }).click();
    await frame.getByLabel('Body mass index (kg/m²)').fill('27.5');
    await frame.getByLabel('Reason, and where the value is from').fill('Weighed on the ward today');
    await frame.getByRole('button', { name: 'Use this value' }).click();
  }

  test('warns before, is extended by a press, hides the patient after, and goes on where it was', async () => {
    const { page, product } = desk;
    product.sandbox.switches.tokensExpireIn30s = true;
    const frame = await openInFrame(page, product, 'low', '320');
    await correctWeight(frame);
    const warning = frame.locator('section[aria-label="Sign-in"]');
    await warning.waitFor({ timeout: 30_000 });
    expect(await warning.innerText()).toContain('ends in less than two minutes');
    expect(await axeFindings(frame)).toEqual([]);
    expect(await overflowPx(frame)).toBeLessThanOrEqual(0);
    await frame.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'detached' });

    // A sentence that is half written when the sign-in ends.
    await frame.getByRole('button', { name: 'Change: Pain score' }).click();
    await frame.getByLabel('Reason, and where the value is from').fill('Asked at the bedsi');
    // A resource of the chart lies over the page, in front of all else.
    await frame
      .getByRole('button', { name: /^Observation, version \d+$/ })
      .first()
      .click();
    const resource = frame.getByLabel('The resource as the chart holds it');
    await resource.waitFor();
    await frame.locator('h1:focus', { hasText: 'The sign-in has ended' }).waitFor({ timeout: 60_000 });
    expect(await resource.count()).toBe(0);
    expect(await frame.locator('body').innerText()).not.toMatch(/Whitcombe|NF-|27\.5|T-score/);
    expect(await frame.locator('body').innerText()).toContain('Demonstration, not for care.');
    expect(await axeFindings(frame)).toEqual([]);
    await page.route('**/auth/token', (route) => route.fulfill({ status: 503, json: {} }));
    await frame.getByRole('button', { name: 'Sign in again and go on' }).click();
    await frame.getByText('The EHR did not extend the sign-in just now.').waitFor();
    await page.unroute('**/auth/token');
    await frame.getByRole('button', { name: 'Sign in again and go on' }).click();
    await frame.getByRole('button', { name: 'Close' }).click();
    await frame.getByText('Used instead: 27.5').waitFor();
    expect(await frame.locator('header').first().innerText()).toContain(name);
    expect(await frame.getByLabel('Reason, and where the value is from').inputValue()).toBe('Asked at the bedsi');
    product.sandbox.switches.tokensExpireIn30s = false;
  });

  test('and that cannot be extended keeps the entries for the same patient, at the same step, and for nobody else', async () => {
    const { page, product } = desk;
    product.sandbox.switches.tokensExpireIn30s = true;
    const frame = await openInFrame(page, product, 'low');
    await correctWeight(frame);
    await frame.click('footer button:has-text("Go to imaging")');
    await frame.waitForSelector('h1:has-text("Is this the fractured vertebra")');
    product.sandbox.switches.tokensExpireIn30s = false;
    // The EHR has ended the whole sign-in: its tokens are known no more.
    await page.route('**/auth/token', (route) => route.fulfill({ status: 400, json: { error: 'invalid_grant' } }));
    const again = frame.getByRole('button', { name: 'Sign in again and go on' });
    const over = frame.getByText('Open Backcast from the chart again.');
    await again.or(over).first().waitFor({ timeout: 60_000 });
    // A retrieval under way may have asked for a new token, and been refused, before the press.
    if (await again.isVisible()) await again.click({ timeout: 5000 }).catch(() => undefined);
    await over.waitFor();
    expect(await frame.content()).not.toMatch(/Whitcombe|NF-/);
    expect(await axeFindings(frame)).toEqual([]);
    await page.unroute('**/auth/token');

    await page.click('#open');
    await page.frameLocator('#frames iframe').locator('h1:has-text("Is this the fractured vertebra")').waitFor();
    const resumed = page.frameLocator('#frames iframe');
    await resumed.locator(`header >> text=${name}`).waitFor();
    await resumed.locator('nav a', { hasText: 'Data' }).click();
    await resumed.getByText('Used instead: 27.5').waitFor();

    // Another patient's chart in the same tab shows nothing of it.
    const other = await openInFrame(page, product, 'high');
    expect(await other.locator('body').innerText()).not.toMatch(/Whitcombe|27\.5/);
  });
});

describeInBrowser('a sign-in that the EHR ends before its time', () => {
  const desk = surgeonAtTheDesk();

  test('hides the patient at the next answer, and keeps the entries for the launch that follows', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'low');
    await page.getByRole('button', { name: 'Change: Body mass index' }).click();
    await page.getByLabel('Body mass index (kg/m²)').fill('27.5');
    await page.getByLabel('Reason, and where the value is from').fill('Weighed on the ward today');
    await page.getByRole('button', { name: 'Use this value' }).click();
    const token = await page.evaluate(() =>
      Object.values({ ...sessionStorage })
        .map((text) => JSON.parse(text)?.tokenResponse?.access_token)
        .find(Boolean),
    );
    product.sandbox.authorization.grants.revoke(token, 'backcast');
    await page.reload();
    await page.getByRole('heading', { name: 'The sign-in has ended' }).waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Whitcombe|27\.5/);
    await openInTab(page, product, 'low');
    await page.getByText('Used instead: 27.5').waitFor();
  });
});

describeInBrowser('two bone densities that contradict each other', () => {
  const desk = surgeonAtTheDesk();

  test('need a choice, and the one that was chosen is what is signed and named in the chart', async () => {
    const { page, product } = desk;
    const { store } = product.sandbox;
    const score = (store.all('Observation') as Observation[]).find(
      ({ subject, valueQuantity }) => subject?.reference === 'Patient/typical' && valueQuantity?.value === -3.1,
    ) as Observation;
    store.save({ ...score, valueQuantity: { ...score.valueQuantity, value: -2.2 } }, 'typical-second-score');
    await openInTab(page, product, 'typical');
    expect(await footerReason(page)).toMatch(/Choose which bone density/);
    await page.locator('label', { hasText: '−3.1' }).click();
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    const [{ basis }] = estimatesOf(product, 'typical');
    const references = basis?.map(({ reference }) => reference) ?? [];
    expect(references).toContain(`Observation/${score.id}`);
    expect(references).not.toContain('Observation/typical-second-score');
  });
});
