import { describeInBrowser } from '@/test/support/browser';
import {
  appFrame,
  axeFindings,
  footerReason,
  openInFrame as openChartFrame,
  overflowPx,
  surgeonAtTheDesk,
  tile,
} from '@/test/support/surgeon';

describeInBrowser('a surgeon opens Backcast from the chart', () => {
  const desk = surgeonAtTheDesk({ width: 1500, height: 1100 });
  const openInFrame = (patient: string, width?: string) => openChartFrame(desk.page, desk.product, patient, width);

  test.each(['320', '600', '1024'])('in a frame of %s px, and sees four tiles with source and date', async (width) => {
    const frame = await openInFrame('typical', width);
    expect(await tile(frame, 'Fracture')).toMatch(/L1 vertebra[\s\S]*Source: Condition, version/);
    expect(await tile(frame, 'Bone density (lowest T-score)')).toMatch(
      /−3\.1[\s\S]*60 days ago[\s\S]*Source: Observation, version/,
    );
    expect(await tile(frame, 'Intravertebral cleft')).toMatch(/Absent[\s\S]*Source: Observation, version/);
    expect(await tile(frame, 'CT')).toMatch(/160 images[\s\S]*Source: ImagingStudy/);
    expect(await frame.locator('header').first().innerText()).toMatch(
      /Margaret Holloway[\s\S]*18 Apr 1953[\s\S]*NF-10021[\s\S]*L1/,
    );
    expect(await overflowPx(frame)).toBeLessThanOrEqual(0);
  });

  test('and axe finds nothing wrong', async () => {
    const frame = await openInFrame('two-bmds');
    await frame.locator('input[type=radio]').first().waitFor();
    expect(await axeFindings(frame)).toEqual([]);
  });

  test.each([
    ['no-bmd', 'Bone density (lowest T-score)', /Unknown[\s\S]*no DXA T-score on file/],
    ['old-bmd', 'Bone density (lowest T-score)', /Older than 24 months[\s\S]*\d+ (months|years) ago \(\d{3,4} days\)/],
    ['odd-unit', 'Bone density (lowest T-score)', /Unknown/],
    ['t-score-units', 'Bone density (lowest T-score)', /−2\.9/],
    ['cleft-unrecorded', 'Intravertebral cleft', /Not recorded[\s\S]*Unknown/],
    ['two-fractures', 'Fracture', /L2 vertebra/],
    ['no-ct', 'CT', /Missing/],
  ])('%s shows in the tile %s what its purpose says', async (patient, title, expected) => {
    expect(await tile(await openInFrame(patient), title)).toMatch(expected);
  });

  test('and cannot go on where order and fracture name different levels', async () => {
    const frame = await openInFrame('level-mismatch');
    expect(await footerReason(frame)).toMatch(/order names L3, the fracture is at L1/);
    expect(await frame.locator('footer button').isDisabled()).toBe(true);
    expect(await tile(frame, 'Fracture')).toMatch(/Levels differ[\s\S]*The order names L3\. Source: ServiceRequest/);
    expect(await frame.locator('nav a').count()).toBe(0);
  });

  test('and opens the very resource behind a value by keyboard, which gives the focus back (P1, S14)', async () => {
    const { page, product } = desk;
    const frame = await openInFrame('low', '320');
    const source = frame.getByRole('button', { name: /^Observation, version \d+$/ }).first();
    await source.focus();
    await page.keyboard.press('Enter');
    const shown = frame.getByLabel('The resource as the chart holds it');
    await shown.waitFor();
    const [reference] = (await frame.locator('dialog h2').innerText()).split('/_history');
    expect(JSON.parse(await shown.inputValue())).toEqual(
      JSON.parse(JSON.stringify(product.sandbox.store.read(reference))),
    );
    expect(await axeFindings(frame)).toEqual([]);
    expect(await overflowPx(frame)).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    expect(await source.evaluate((node) => node === document.activeElement)).toBe(true);
  });

  test('and sees, in the narrowest frame, whose case it is wherever the page is scrolled to, and a bar that hides little (E2, S4)', async () => {
    const frame = await openInFrame('typical', '320');
    const boxOf = (selector: string) =>
      frame.locator(selector).evaluate((node) => {
        const { top, bottom, height } = node.getBoundingClientRect();
        return { top, bottom, height, window: window.innerHeight };
      });
    await frame.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight / 2));
    const identity = await boxOf('header > p:has(strong)');
    expect(identity.top).toBe(0);
    expect(identity.height).toBeLessThanOrEqual(64);
    const bar = await boxOf('footer');
    expect(bar.bottom).toBeLessThanOrEqual(bar.window);
    expect(bar.height).toBeLessThanOrEqual(57);
  });

  test('and chooses between two bone densities; the choice survives a reload', async () => {
    const { page } = desk;
    const frame = await openInFrame('two-bmds');
    expect(await footerReason(frame)).toMatch(/Choose which bone density/);
    await frame.locator('label', { hasText: '−3.6' }).click();
    expect(await frame.locator('footer button').isEnabled()).toBe(true);
    await frame.evaluate(() => window.location.reload());
    const again = await appFrame(page);
    await again.locator('label', { hasText: '−3.6' }).waitFor();
    expect(await again.locator('label', { hasText: '−3.6' }).locator('input').isChecked()).toBe(true);
  });

  test('for two patients at once in one tab, and neither frame ever shows the other', async () => {
    const { page } = desk;
    await page.goto(`${desk.product.sandbox.url}/chart/low`);
    await page.click('summary:has-text("Test the app")');
    await page.click('#two');
    const [first, second] = [await appFrame(page, 0), await appFrame(page, 1)];
    for (const reload of [false, true]) {
      if (reload) await Promise.all([first, second].map((frame) => frame.evaluate(() => window.location.reload())));
      const [a, b] = [await appFrame(page, 0), await appFrame(page, 1)];
      for (const [frame, own, other] of [
        [a, 'Arthur Whitcombe', 'Eleanor Prewitt'],
        [b, 'Eleanor Prewitt', 'Arthur Whitcombe'],
      ] as const) {
        await frame.waitForSelector(`header >> text=${own}`);
        expect(await frame.locator('body').innerText()).not.toContain(other);
      }
    }
  });

  test('in a tab of its own, and nothing of the patient or the sign-in is in its address', async () => {
    const { page } = desk;
    await page.goto(`${desk.product.sandbox.url}/launch/typical`);
    await page.waitForSelector('section[aria-label="Fracture"]');
    expect(page.url()).toBe(`${desk.product.appUrl}/case/data`);
  });

  test('or from outside the chart (stand-alone launch): the EHR asks for the patient', async () => {
    const { page, product } = desk;
    await page.goto(`${product.appUrl}/launch?iss=${encodeURIComponent(`${product.sandbox.url}/fhir`)}`);
    await page.click('a:has-text("Arthur Whitcombe")');
    await page.waitForSelector('section[aria-label="Fracture"]');
    expect(await page.locator('header').first().innerText()).toContain('Arthur Whitcombe');
    expect(page.url()).toBe(`${product.appUrl}/case/data`);
  });

  test('and one launch sends one authorize and one token request', async () => {
    const { page } = desk;
    const sent: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/\/auth\/(authorize|token)$/.test(pathname) && request.method() !== 'OPTIONS') sent.push(pathname);
    });
    await openInFrame('typical');
    expect(sent.sort()).toEqual(['/auth/authorize', '/auth/token']);
  });

  test.each([
    ['an address that is no launch', '/launch', /not a launch from a patient chart/],
    [
      'an EHR that is not listed',
      '/launch?iss=https://evil.example/fhir&launch=x',
      /not one that this Backcast server/,
    ],
    [
      'an address that tries to skip authorization',
      '/launch?fhirServiceUrl=https://evil.example&patientId=p2',
      /not a launch from a patient chart/,
    ],
    ['a callback that nobody asked for', '/launch/callback?code=x&state=y', /launch has ended/],
    ['a case without a launch', '/case/data', /launch has ended/],
  ])('%s is refused with what to do', async (_name, path, message) => {
    const { page } = desk;
    await page.goto(desk.product.appUrl + path);
    const alert = page.locator('section[role=alert]');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(message);
  });

  test('and refused consent is told as such', async () => {
    const { page } = desk;
    desk.product.sandbox.switches.refuseConsent = true;
    await page.goto(`${desk.product.sandbox.url}/launch/typical`);
    const alert = page.locator('section[role=alert]');
    await alert.waitFor();
    desk.product.sandbox.switches.refuseConsent = false;
    expect(await alert.innerText()).toMatch(/Access to the chart was refused/);
  });

  test('and a server that fails leaves a message that says what is missing', async () => {
    const { page } = desk;
    await page.route(/\/fhir\/ImagingStudy/, (route) =>
      route.fulfill({ status: 503, headers: { 'Access-Control-Allow-Origin': '*' }, body: '{}' }),
    );
    const frame = await openInFrame('typical');
    expect(await frame.locator('section[role=status]', { hasText: 'EHR is busy' }).innerText()).toMatch(
      /Missing because of it: CT/,
    );
    expect(await tile(frame, 'Fracture')).toMatch(/L1 vertebra/);
    expect(await tile(frame, 'CT')).toMatch(/Not read[\s\S]*not read: the EHR is busy/);
    expect(await footerReason(frame)).toBe('The CT could not be read yet.');
    expect(await axeFindings(frame)).toEqual([]);
    await page.unroute(/\/fhir\/ImagingStudy/);
    await frame.getByRole('button', { name: 'Read the chart again' }).click();
    await frame.locator('section[aria-label="CT"]', { hasText: '160 images' }).waitFor();
    expect(await frame.locator('section[role=status]', { hasText: 'EHR is busy' }).count()).toBe(0);
    expect(await frame.getByRole('button', { name: 'Read the chart again' }).count()).toBe(0);
  });

  test('and looks up bone density by site and what the report of the MRI concludes, each with date, age and source', async () => {
    const frame = await openInFrame('typical', '320');
    await frame.locator('summary', { hasText: 'Bone density by site, and imaging reports' }).click();
    const more = await frame.locator('details[open]').innerText();
    expect(more).toMatch(/T-score lumbar spine\s+−3\.1\s+\d.*, 60 days ago\. Source: Observation, version/);
    expect(more).toMatch(/T-score femoral neck\s+−2\.7/);
    expect(more).toMatch(
      /MRI of the thoracolumbar spine[\s\S]*oedema[\s\S]*, 4 days ago\. Source: DiagnosticReport, version/,
    );
    const others = await frame.locator('section[aria-label="Other values"]').innerText();
    expect(others).toMatch(
      /weight and height.*, 3 days ago, recorded as .* kg and .* cm\. Source: Observation, version.* and Observation, version/,
    );
    expect(others).toMatch(/Levels augmented before\s+Unknown/);
    expect(await overflowPx(frame)).toBeLessThanOrEqual(0);
    expect(await axeFindings(frame)).toEqual([]);
  });
});
