import type { DocumentReference, Observation, Provenance, RiskAssessment, ServiceRequest } from 'fhir/r4';
import { describeInBrowser } from '@/test/support/browser';
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

describeInBrowser('a surgeon corrects', () => {
  const desk = surgeonAtTheDesk();

  async function correctPainOf(patient: string): Promise<void> {
    await openInTab(desk.page, desk.product, patient);
    await correctMassIndex();
  }

  async function correctMassIndex(): Promise<void> {
    const { page } = desk;
    await page.getByRole('button', { name: 'Change: Body mass index' }).click();
    await page.getByLabel('Body mass index (kg/m²)').and(page.locator(':focus')).waitFor();
    await page.getByLabel('Body mass index (kg/m²)').fill('27.5');
    expect(await page.getByRole('button', { name: 'Use this value' }).isDisabled()).toBe(true);
    await page.getByLabel('Reason, and where the value is from').fill('Weighed on the ward today');
    await page.getByRole('button', { name: 'Use this value' }).click();
    await page.getByRole('button', { name: 'Change: Body mass index' }).and(page.locator(':focus')).waitFor();
  }

  test('a value with a reason: the chart keeps its own, the estimate says edited, and the correction is written with it (S14)', async () => {
    const { page, product } = desk;
    await correctPainOf('low');
    const row = page.locator('section[aria-label="Other values"]');
    expect(await row.innerText()).toMatch(
      /25\.1[\s\S]*Used instead: 27\.5 kg\/m², edited by Dr Elena Ruiz: Weighed on the ward today/,
    );
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 900 });
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1000, height: 1200 });
    await page.reload();
    await page.waitForSelector('text=Used instead: 27.5');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    expect(await page.locator('section[aria-label="What will be written"]').innerText()).toContain(
      'Edited: Body mass index 27.5 kg/m2 (Weighed on the ward today).',
    );
    expect(await page.locator('section[aria-label="Changed against the chart"]').innerText()).toMatch(
      /Body mass index[\s\S]*25\.1 kg\/m2[\s\S]*27\.5 kg\/m2[\s\S]*Weighed on the ward today \(Dr Elena Ruiz\)/,
    );
    await page.click('summary:has-text("As FHIR (JSON)")');
    const preview = JSON.parse(await page.getByLabel('FHIR transaction').inputValue());
    expect(preview).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
    expect(await axeFindings(page)).toEqual([]);
    await sign(page);
    const written = (product.sandbox.store.all('Observation') as Observation[]).find(({ code }) =>
      code.coding?.some((coding) => coding.code === 'edited-bmi'),
    );
    expect(written).toMatchObject({
      subject: { reference: 'Patient/low' },
      valueQuantity: { value: 27.5, system: 'http://unitsofmeasure.org', code: 'kg/m2' },
    });
  });

  test('a value after the signature, in the same launch: the new result is not taken for signed, and is signed in its turn (S3, S17)', async () => {
    const { page, product } = desk;
    const earlier = estimatesOf(product, 'low').map(({ id }) => id);
    await openInTab(page, product, 'low');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    const signedSoFar = () => estimatesOf(product, 'low').map(({ id }) => id);
    const before = signedSoFar();
    const [first] = signedSoFar().filter((id) => !earlier.includes(id));
    await page.click('nav a:has-text("Data")');
    await correctMassIndex();
    // The patient view is closed until the new result is signed.
    await page.goto(`${product.appUrl}/case/consent`);
    await page.waitForSelector('text=The inputs of this case changed after the estimate was signed');
    await page.click('nav a:has-text("Data")');
    await acceptStoredOutline(page, 'Absent');
    await page.waitForSelector('section[aria-label="Estimate"]', { timeout: 60_000 });
    await confirmAll(page);
    await page.waitForSelector(`text=It takes the place of RiskAssessment/${first}`);
    expect(await page.locator('fieldset').innerText()).toMatch(/This is the case of .+, born .+, record number .+\./);
    await sign(page);
    // Also where the test before signed the very inputs, and this launch something else since.
    expect(signedSoFar()).toHaveLength(before.length + 1);
    const receipt = page.locator('section[aria-label="Signed"]');
    expect(await receipt.innerText()).toMatch(/^Of 100 people[\s\S]*Signed and in the chart/);
    // Withdrawn, the receipt says so at once.
    const list = page.locator('section[aria-label="Estimates in the chart"]');
    await list.locator('summary').click();
    await list.getByLabel('What is to be added, or why it is withdrawn').fill('Wrong weight');
    await list.getByRole('button', { name: 'Mark as entered in error' }).click();
    await receipt.getByText('Entered in error: this estimate does not hold').waitFor();
    expect(await receipt.innerText()).not.toContain('Signed and in the chart');
    expect(await axeFindings(page)).toEqual([]);
    await page.screenshot({ path: 'test-results/sign-withdrawn.png', fullPage: true });
  });

  test('a missing bone density by asking for it: a draft order for DXA is in the chart, once', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'no-bmd');
    const ask = page.getByRole('button', { name: 'Ask for it: draft order for DXA' });
    await ask.click();
    await page.waitForSelector('text=Draft order in the chart');
    await page.reload();
    await page.waitForSelector('text=Draft order in the chart');
    await page.getByRole('button', { name: 'Enter: Lowest T-score' }).waitFor();
    const drafts = (product.sandbox.store.all('ServiceRequest') as ServiceRequest[]).filter(
      ({ subject, code }) =>
        subject.reference === 'Patient/no-bmd' && code?.coding?.some((coding) => coding.code === '83311-1'),
    );
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ status: 'draft' });
  });

  test('a signed estimate: amended with a note, withdrawn as entered in error, and a new one after a change takes its place (S17)', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'high');
    await acceptStoredOutline(page, 'Present');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    const list = page.locator('section[aria-label="Estimates in the chart"]');
    await list.locator('summary').click();
    await list.getByLabel('What is to be added, or why it is withdrawn').fill('Discussed with radiology');
    await list.getByRole('button', { name: 'Amend with this note' }).click();
    await list.getByText('Amended').waitFor();
    expect(estimatesOf(product, 'high')).toMatchObject([
      {
        status: 'amended',
        meta: { versionId: '2' },
        note: expect.arrayContaining([expect.objectContaining({ text: 'Discussed with radiology' })]),
      },
    ]);
    const first = estimatesOf(product, 'high')[0];
    const onPaper = `on paper under the number ${first.identifier?.[0].value?.slice(0, 12)}`;
    expect(await list.innerText()).toContain(onPaper);

    // A new launch of the same patient, with one input corrected: the new estimate replaces the old one.
    await correctPainOf('high');
    await acceptStoredOutline(page, 'Present');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await page.waitForSelector(`text=It takes the place of RiskAssessment/${first.id}`);
    await sign(page);
    await list.getByText(`Replaced by`).waitFor();
    expect(await list.locator('s').innerText()).toContain(`RiskAssessment/${first.id}`);
    expect(await list.locator('li', { has: page.locator('s') }).innerText()).toContain(onPaper);
    const second = estimatesOf(product, 'high').find(({ id }) => id !== first.id) as RiskAssessment;
    const revision = (product.sandbox.store.all('Provenance') as Provenance[]).find(({ entity }) =>
      entity?.some(({ role, what }) => role === 'revision' && what.reference === `RiskAssessment/${first.id}`),
    );
    expect(revision?.target.map(({ reference }) => reference)).toContain(`RiskAssessment/${second.id}`);

    await list.locator('summary').click();
    await list.getByLabel('What is to be added, or why it is withdrawn').fill('Wrong weight');
    await list.getByRole('button', { name: 'Mark as entered in error' }).click();
    await list.getByText('Entered in error', { exact: true }).waitFor();
    expect(estimatesOf(product, 'high').find(({ id }) => id === second.id)?.status).toBe('entered-in-error');
    expect(await axeFindings(page)).toEqual([]);

    // The next surgeon who opens the case sees at once what became of each.
    await openInTab(page, product, 'high');
    await list.waitFor();
    expect(await list.locator('s').allInnerTexts()).toHaveLength(2);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('a signed estimate on a server without RiskAssessment: number and document, withdrawn together', async () => {
    const { page, product } = desk;
    product.sandbox.switches.noRiskAssessment = true;
    await openInTab(page, product, 'low');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await page.waitForSelector('h2:has-text("Will be written as an observation with a document")');
    await sign(page);
    const ofEstimate = () =>
      [...product.sandbox.store.all('Observation'), ...product.sandbox.store.all('DocumentReference')].filter((one) =>
        /residual back pain/i.test(JSON.stringify((one as Observation | DocumentReference).text?.div ?? '')),
      ) as (Observation | DocumentReference)[];
    expect(ofEstimate().map(({ resourceType, status }) => `${resourceType} ${status}`)).toEqual([
      'Observation final',
      'DocumentReference current',
    ]);
    const list = page.locator('section[aria-label="Estimates in the chart"]');
    await list.locator('summary').click();
    await list.getByLabel('What is to be added, or why it is withdrawn').fill('Wrong level');
    await list.getByRole('button', { name: 'Mark as entered in error' }).click();
    await list.getByText('Entered in error', { exact: true }).waitFor();
    product.sandbox.switches.noRiskAssessment = false;
    for (const { status, text } of ofEstimate()) {
      expect(status).toBe('entered-in-error');
      expect(text?.div).toContain('this estimate does not hold');
    }
  });

  test('nothing silently: a chart that changed before the signature shows both values and goes on with the new one (S18)', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    const score = (product.sandbox.store.all('Observation') as Observation[]).find(
      ({ subject, valueQuantity }) => subject?.reference === 'Patient/typical' && valueQuantity?.value === -3.1,
    ) as Observation;
    product.sandbox.store.save({ ...score, valueQuantity: { ...score.valueQuantity, value: -3.5 } }, score.id ?? '');
    await page.click('footer button:has-text("Sign and write to chart")');
    const table = page.locator('table:has(caption:has-text("What reads differently now"))');
    await table.waitFor();
    expect(await table.innerText()).toMatch(/Lowest T-score\s+-3\.1[\s\S]*-3\.5/);
    expect(estimatesOf(product, 'typical')).toEqual([]);
    await page.click('button:has-text("Go on with the chart as it is now")');
    await page.waitForSelector('h1:has-text("Is what the chart says")');
    expect(await page.locator('section[aria-label="Bone density (lowest T-score)"]').innerText()).toContain('−3.5');
  });
});
