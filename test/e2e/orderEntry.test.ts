import type { ServiceRequest } from 'fhir/r4';
import { describeInBrowser } from '@/test/support/browser';
import { faultsOf } from '@/test/support/fhirValidators';
import {
  acceptStoredOutline,
  axeFindings,
  confirmAll,
  estimatesOf,
  keepOwnEstimate,
  openInTab,
  overflowPx,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

const card = 'section[aria-label="Decision support"]';

/** What each synthetic patient is there to show at ordering: the card's first words, or that there is none. */
const expected: readonly (readonly [patient: string, summary: RegExp | undefined])[] = [
  ['typical', /^Spine CT and BMD found/],
  ['low', /^Spine CT and BMD found/],
  ['high', /^Spine CT and BMD found/],
  ['no-bmd', /^No bone density \(BMD\) in 24 months/],
  ['two-bmds', /^Spine CT and BMD found/],
  ['t-score-units', /^Spine CT and BMD found/],
  // An areal density is on file: "no bone density" would be wrong, and without a T-score there is nothing to review.
  ['odd-unit', undefined],
  ['old-bmd', /^No bone density \(BMD\) in 24 months/],
  ['cleft-unrecorded', /^Intravertebral cleft not recorded/],
  ['two-fractures', /^Spine CT and BMD found/],
  ['level-mismatch', undefined],
  ['pathologic', undefined],
  ['augmented-before', undefined],
  ['no-ct', undefined],
  ['thick-slices', /^Spine CT and BMD found/],
  ['contrast-ct', /^Spine CT and BMD found/],
  ['missing-slices', /^Spine CT and BMD found/],
  ['tilted-ct', /^Spine CT and BMD found/],
  ['multi-level', undefined],
];

describeInBrowser('a surgeon orders an augmentation', () => {
  const desk = surgeonAtTheDesk();

  const orders = async (patient: string, prefetch: 'on' | 'off' = 'on'): Promise<void> => {
    await desk.page.goto(`${desk.product.sandbox.url}/orders/${patient}?prefetch=${prefetch}`);
  };
  const selectFirstDraft = () => desk.page.click('button:has-text("Select")');
  const summaries = () => desk.page.locator(`${card} .summary`).allInnerTexts();
  const newOrder = async (name: string, level: string): Promise<void> => {
    await desk.page.selectOption('select[name=name]', name);
    await desk.page.selectOption('select[name=level]', level);
    await desk.page.click('button:has-text("Add order")');
  };
  const draftsOf = (patient: string): ServiceRequest[] =>
    (desk.product.sandbox.store.all('ServiceRequest') as ServiceRequest[]).filter(
      ({ subject, status }) => subject.reference === `Patient/${patient}` && status === 'draft',
    );

  test.each(expected)(
    '%s brings exactly the card that the case is there for, with prefetch and without',
    async (patient, summary) => {
      for (const prefetch of ['on', 'off'] as const) {
        await orders(patient, prefetch);
        await selectFirstDraft();
        const shown = await summaries();
        expect(shown).toHaveLength(summary ? 1 : 0);
        if (summary) expect(shown[0]).toMatch(summary);
      }
      await desk.page.goto(`${desk.product.sandbox.url}/hooks`);
      const statuses = await desk.page.locator('tbody tr td:nth-child(4)').allInnerTexts();
      expect(new Set(statuses.slice(0, 4))).toEqual(new Set(['200']));
    },
  );

  test('with a local code of the site as with the listed ones, and other orders bring nothing', async () => {
    await orders('typical');
    for (const [name, cards] of [
      ['local-augmentation', 1],
      ['vertebroplasty', 1],
      ['brace', 0],
    ] as const) {
      const before = (await summaries()).length;
      await newOrder(name, 'L1');
      expect(await summaries()).toHaveLength(before + cards);
    }
  });

  test('and accepting the suggested DXA puts a valid draft order into the chart, after which the card stays away', async () => {
    await orders('no-bmd');
    await selectFirstDraft();
    const before = draftsOf('no-bmd').length;
    await desk.page.click('button:has-text("Order DXA (draft)")');
    expect(await summaries()).toEqual([]);
    const added = draftsOf('no-bmd');
    expect(added).toHaveLength(before + 1);
    const dxa = added.find(({ code }) => code?.coding?.some(({ code: loinc }) => loinc === '83311-1'));
    expect(dxa).toMatchObject({ status: 'draft', subject: { reference: 'Patient/no-bmd' } });
    expect(faultsOf(dxa as ServiceRequest)).toEqual([]);
    await selectFirstDraft();
    expect(await summaries()).toEqual([]);
  });

  test('and a card that was set aside with a reason does not come back for this level', async () => {
    await orders('old-bmd');
    await selectFirstDraft();
    await desk.page.selectOption('select[name=reason]', 'later-visit');
    await desk.page.click('button:has-text("Set aside")');
    expect(await summaries()).toEqual([]);
    await desk.page.goto(`${desk.product.sandbox.url}/hooks`);
    expect(await desk.page.locator('tbody tr').first().innerText()).toMatch(/feedback[\s\S]*200/);
    await orders('old-bmd');
    await selectFirstDraft();
    expect(await summaries()).toEqual([]);
  });

  test('and no card stands in the way of signing the order', async () => {
    await orders('high');
    const drafts = draftsOf('high').length;
    await desk.page.click('button:has-text("Sign order")');
    expect(await summaries()).toHaveLength(1);
    await desk.page.click('button:has-text("Sign order")');
    expect(await desk.page.locator('[role=status]').innerText()).toBe('The order was signed.');
    expect(draftsOf('high')).toHaveLength(drafts - 1);
  });

  test('and the link of the cleft card opens the app at the CT', async () => {
    await orders('cleft-unrecorded');
    await selectFirstDraft();
    const [app] = await Promise.all([
      desk.page.waitForEvent('popup'),
      desk.page.click('a:has-text("Read the CT in Backcast")'),
    ]);
    await app.waitForURL('**/case/imaging', { timeout: 30_000 });
    await app.waitForSelector('header:has-text("Rosa Castellano")');
    await app.waitForSelector('canvas', { timeout: 60_000 });
    const metrics = await (await fetch(`${desk.product.appUrl}/api/metrics`)).text();
    expect(metrics).toContain('backcast_app_events{event="launch-from-card"} 1');
  });

  test('and an estimate signed in the app is on the next card, with the number that the chart holds', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    const [estimate] = estimatesOf(product, 'typical');
    await orders('typical');
    await selectFirstDraft();
    const summary = (await summaries()).at(-1);
    const people = estimate.prediction?.[0].probabilityDecimal;
    expect(summary).toMatch(new RegExp(`(about ${people}|${people} or more) in 100 \\(range `));
    expect(summary).toContain('No osteoporosis treatment on file.');
    expect(await page.locator('button:has-text("Refer to bone health (draft)")').count()).toBeGreaterThan(0);

    const drafts = draftsOf('typical').length;
    await page.locator('button:has-text("Refer to bone health (draft)")').last().click();
    await page.locator('button:has-text("Refer to pain clinic (draft)")').last().waitFor();
    expect(await page.locator('.done').innerText()).toBe('Added to the orders: Refer to bone health (draft)');
    const added = draftsOf('typical');
    expect(added).toHaveLength(drafts + 1);
    expect(faultsOf(added.at(-1) as ServiceRequest)).toEqual([]);

    const [app] = await Promise.all([
      page.waitForEvent('popup'),
      page.locator('a:has-text("Open the consent view")').last().click(),
    ]);
    await app.waitForURL('**/case/consent', { timeout: 30_000 });
    await app.waitForSelector('text=First: what matters to you?', { timeout: 30_000 });
    expect(await app.locator('main').innerText()).toMatch(
      new RegExp(`(about ${people}|${people} or more) of 100`, 'i'),
    );
  });

  test('and the order screen has no finding by axe, nor scrolls sideways at 320 px', async () => {
    await orders('cleft-unrecorded');
    await selectFirstDraft();
    expect(await axeFindings(desk.page)).toEqual([]);
    await desk.page.setViewportSize({ width: 320, height: 800 });
    expect(await overflowPx(desk.page)).toBeLessThanOrEqual(0);
  });
});
