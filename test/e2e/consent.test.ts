import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '@/test/support/browser';
import { linesAsSeen, pdfGlyphs, pdfPages, tight } from '@/test/support/pdfText';
import {
  acceptStoredOutline,
  axeFindings,
  confirmAll,
  estimatesOf,
  keepOwnEstimate,
  openInFrame,
  openInTab,
  overflowPx,
  type Screen,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

const languages = [
  { name: 'English', title: /Bone cement for your broken back bone/, about: (n: number) => `About ${n} of 100` },
  { name: '简体中文', title: /背部骨折与骨水泥治疗/, about: (n: number) => `100 人中约 ${n} 人` },
  { name: 'Español', title: /Cemento óseo para su hueso roto/, about: (n: number) => `Unas ${n} de 100` },
  {
    name: 'עברית',
    title: /צמנט עצם לחוליה השבורה/,
    about: (n: number) => `בערך ${n} מתוך 100`,
    /** As it stands on the line, from left to right: what the browser prints from the right is copied by PDF.js word by word. */
    seen: (n: number) => `100 ךותמ ${n} ךרעב`,
  },
] as const;

describeInBrowser('the conversation with the patient', () => {
  const desk = surgeonAtTheDesk();
  const address = () => `${desk.product.appUrl}/case/consent`;
  const title = (screen: Screen) => screen.locator('main h1');

  async function signed(screen: Screen): Promise<number> {
    await acceptStoredOutline(screen, 'Absent');
    await keepOwnEstimate(screen);
    await confirmAll(screen);
    await sign(screen);
    const estimates = estimatesOf(desk.product, 'typical');
    return estimates[estimates.length - 1].prediction?.[0].probabilityDecimal ?? -1;
  }

  async function openConsent(screen: Screen): Promise<void> {
    await screen.click('footer button:has-text("Open the patient view")');
    await screen.waitForSelector('text=First: what matters to you?');
  }

  async function takeBack(page: Page, pin: string): Promise<void> {
    await page.getByLabel('For your care team: PIN').fill(pin);
    await page.click('button:has-text("Unlock")');
  }

  test('R19, S3: before the signature the patient view holds no number, by link or by address', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await page.waitForSelector('section[aria-label="Estimate"]');
    expect(await page.locator('nav a:has-text("Consent")').count()).toBe(0);
    await page.goto(address());
    await page.waitForSelector('text=The patient view opens after the estimate is signed');
    expect(await page.locator('main').innerText()).not.toMatch(/\d+ of 100/);
    expect(await page.locator('main svg[role=img]').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('R3, R4, R20, E14: the number of the chart, both frames and 100 people, in each language, at each width and size of words', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    const count = await signed(page);
    await openConsent(page);
    for (const language of languages) {
      await page.click(`button:has-text("${language.name}")`);
      expect(await title(page).innerText()).toMatch(language.title);
      const shown = await page.locator('main').innerText();
      expect(shown).toContain(language.about(count));
      expect(shown).toContain(language.about(100 - count));
      expect(await page.locator('main svg[viewBox="0 0 100 100"] rect').count()).toBe(count);
      expect(await page.locator('main svg[viewBox="0 0 100 100"] circle').count()).toBe(100 - count);
      expect(await axeFindings(page)).toEqual([]);
      for (const size of ['Largest text', 'Large text']) {
        await page.getByLabel(size, { exact: true }).click();
        for (const width of [320, 600, 1280]) {
          await page.setViewportSize({ width, height: 1200 });
          expect({ language: language.name, size, width, overflow: await overflowPx(page) }).toMatchObject({
            overflow: 0,
          });
        }
      }
    }
    await page.click('button:has-text("English")');
    const big = page.locator('main p[aria-hidden]', { hasText: /of 100$/ });
    const sizes = await big.evaluateAll((nodes) => nodes.map((node) => getComputedStyle(node).fontSize));
    expect(new Set(sizes.slice(0, 2)).size).toBe(1);
    expect(Number.parseFloat(sizes[0])).toBeGreaterThanOrEqual(40);
    expect(
      Number.parseFloat(await page.locator('main article').evaluate((node) => getComputedStyle(node).fontSize)),
    ).toBeGreaterThanOrEqual(18);
  });

  test('E14: in Hebrew the view begins at the right, names and numbers keep their order, and the scale is not mirrored', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    const count = await signed(page);
    await openConsent(page);
    const [English, Hebrew] = [page.locator('main > div[lang=en]'), page.locator('main > div[lang=he]')];
    expect(await English.first().getAttribute('dir')).toBe('ltr');
    await page.click('button:has-text("עברית")');
    expect(await Hebrew.getAttribute('dir')).toBe('rtl');
    for (const width of [320, 600, 1280]) {
      await page.setViewportSize({ width, height: 1200 });
      const text = await Hebrew.boundingBox();
      const heading = await placeOf(Hebrew, 'צמנט עצם');
      expect(heading.right).toBeCloseTo((text?.x ?? 0) + (text?.width ?? 0) - 16, 0);
      expect((await placeOf(Hebrew, 'Margaret')).left).toBeLessThan((await placeOf(Hebrew, 'Holloway')).left);
      expect((await placeOf(Hebrew, 'בערך')).left).toBeGreaterThan((await placeOf(Hebrew, 'מתוך 100')).left);
      const [zero, hundred] = [page.locator('main svg text').first(), page.locator('main svg text').last()];
      expect([await zero.innerHTML(), await hundred.innerHTML()]).toEqual(['0', '100']);
      expect((await zero.boundingBox())?.x).toBeLessThan((await hundred.boundingBox())?.x ?? 0);
    }
    const people = await page
      .locator('main svg[viewBox="0 0 100 100"]')
      .locator('rect')
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().left));
    expect(people).toHaveLength(count);
    expect(people[0]).toBe(Math.max(...people));
    const options = await page
      .locator('main h3')
      .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect()));
    expect(options[0].top).toBe(options[1].top);
    expect(options[0].left).toBeGreaterThan(options[1].left);
    // What is for the care team stays in English, from the left.
    expect(
      await page
        .locator('header')
        .first()
        .evaluate((node) => getComputedStyle(node).direction),
    ).toBe('ltr');
    expect(
      await page.getByLabel('The patient said, in own words').evaluate((node) => getComputedStyle(node).direction),
    ).toBe('ltr');
  });

  test('R10, R12, R17, R22: averages on request alone, order of good and hard, what matters and teach-back are kept and survive a reload', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await signed(page);
    await openConsent(page);
    expect(await page.locator('main').innerText()).not.toMatch(/Shanghai/);
    await page.getByLabel('Sleeping well').check();
    const halves = () => page.locator('main h4').allInnerTexts();
    expect((await halves())[0]).toBe('What may be good');
    await page.getByLabel('What may be hard', { exact: true }).check();
    expect((await halves())[0]).toBe('What may be hard');
    await page.getByLabel('The patient said, in own words').fill('four of a hundred still hurt');
    await page.click('section[aria-label^="For the clinician"] button');
    await page.click('button:has-text("Show what other people had")');
    expect(await page.locator('main').innerText()).toMatch(/about 12 still had back pain. About 88 did not/);
    await page.reload();
    await page.waitForSelector('text=First: what matters to you?');
    expect(await page.getByLabel('Sleeping well').isChecked()).toBe(true);
    expect((await halves())[0]).toBe('What may be hard');
    expect(await page.locator('main').innerText()).toMatch(/Recorded by Dr/);
  });

  test('P5: what matters comes first, then choices, picture, range, what is not known, own words, questions', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await signed(page);
    await openConsent(page);
    const places = [
      page.getByRole('group', { name: 'First: what matters to you?' }),
      page.getByRole('heading', { name: 'Your choices, side by side' }),
      page.getByRole('heading', { name: 'How many people still have pain?' }),
      page.locator('main article svg[viewBox="0 0 100 100"]'),
      page.locator('main article svg[aria-label^="From "]'),
      page.getByRole('heading', { name: 'What we do not know' }),
      page.getByRole('heading', { name: 'In your own words' }),
      page.getByRole('heading', { name: 'Your questions' }),
    ];
    const tops = await Promise.all(
      places.map((place) => place.evaluate((node) => Math.round(node.getBoundingClientRect().top))),
    );
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    const columns = await page
      .locator('main h3')
      .evaluateAll((nodes) => nodes.map((node) => [node.textContent, node.getBoundingClientRect().top]));
    expect(columns).toEqual([
      ['Bone cement', columns[0][1]],
      ['No procedure', columns[0][1]],
    ]);
    expect(await page.locator('main article').innerText()).not.toMatch(/Observation|T-score|AUROC|RiskAssessment/);
  });

  test('P5: handed over, no address, reload or back button leaves the patient view, and only the PIN does', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await signed(page);
    await openConsent(page);
    await page.getByLabel('Choose a PIN of four digits').fill('2468');
    await page.click('button:has-text("Lock and hand over")');
    await page.waitForSelector('text=Handed over.');
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator('text=For the clinician').count()).toBe(0);
    expect(await page.locator('a:has-text("Back to the case")').count()).toBe(0);
    await page.goBack();
    await page.waitForURL(address());
    for (const step of ['data', 'imaging', 'result', 'decide', 'sign']) {
      await page.goto(`${desk.product.appUrl}/case/${step}`);
      await page.waitForURL(address());
      await page.waitForSelector('text=First: what matters to you?');
    }
    await page.reload();
    await page.waitForSelector('text=Handed over.');
    await takeBack(page, '1111');
    await page.waitForSelector('text=That is not the PIN.');
    await takeBack(page, '2468');
    await page.click('a:has-text("Back to the case")');
    await page.waitForSelector('section[aria-label="Signed"]');
  });

  test('E13, R20, S4: prints two pages of A4 and of Letter in each language with the same count, whose it is, version and date', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    const count = await signed(page);
    await openConsent(page);
    for (const label of ['Walking and moving', 'Sleeping well', 'Taking fewer pain tablets', 'Avoiding a procedure'])
      await page.getByLabel(label).check();
    await page.getByLabel('Something else').fill('m'.repeat(10).concat(' ').repeat(7));
    await page.getByLabel('My own questions').fill('what about my garden '.repeat(13));
    await page.getByLabel('The patient said, in own words').fill('about four of them '.repeat(14));
    await page.click('section[aria-label^="For the clinician"] button');
    await page.click('button:has-text("Show what other people had")');
    for (const language of languages) {
      await page.click(`button:has-text("${language.name}")`);
      const files = [await page.pdf({ format: 'A4' }), await page.pdf({ format: 'Letter' })];
      for (const [i, pages] of pdfPages(files).entries()) {
        expect(pages).toHaveLength(2);
        for (const text of pages.map(tight)) {
          expect(text).toContain('MargaretHolloway');
          expect(text).toMatch(/rbp-tabnet-demo/);
          expect(text).toMatch(/20\d\d/);
          expect(text).not.toMatch(/Lockandhandover|Backtothecase|SaveasPDF/);
        }
        const second = 'seen' in language ? linesAsSeen(pdfGlyphs(files[i])[1]).join('\n') : pages[1];
        const said = 'seen' in language ? language.seen : language.about;
        expect(tight(second)).toContain(tight(said(count)));
        expect(tight(second)).toContain(tight(said(100 - count)));
      }
    }
  });

  test('E6: inside the sandboxed frame of an EHR the PDF comes as a download of two pages with the same count', async () => {
    const { page } = desk;
    const frame = await openInFrame(page, desk.product, 'typical');
    const count = await signed(frame);
    await openConsent(frame);
    for (const language of languages) {
      await frame.click(`button:has-text("${language.name}")`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        frame.click('button:has-text("Save as PDF")'),
      ]);
      expect(download.suggestedFilename()).toMatch(/^patient-information-\d{4}-\d\d-\d\d\.pdf$/);
      const [pages] = pdfPages([readFileSync(await download.path())]);
      expect(pages).toHaveLength(2);
      expect(tight(pages[0])).toContain('MargaretHolloway');
      expect(tight(pages[1])).toContain(tight(language.about(count)));
    }
  });

  test("R19, R20, S18: a card's link opens the signed estimate of the chart in a launch of its own, until an input changes", async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    const count = await signed(page);
    const { sandbox, appUrl } = product;
    const again = async () => {
      const launch = sandbox.authorization.grants.newLaunch('backcast', {
        patientId: 'typical',
        appContext: JSON.stringify({ step: 'consent' }),
      });
      await page.goto(`${appUrl}/launch?${new URLSearchParams({ iss: `${sandbox.url}/fhir`, launch })}`);
    };
    await again();
    await page.waitForSelector('text=First: what matters to you?', { timeout: 30_000 });
    expect(page.url()).toBe(address());
    expect(await page.locator('main').innerText()).toContain(`About ${count} of 100`);
    expect(await page.locator('main svg[viewBox="0 0 100 100"] rect').count()).toBe(count);
    await page.getByLabel('Choose a PIN of four digits').fill('2468');
    await page.click('button:has-text("Lock and hand over")');
    await page.waitForSelector('text=Handed over.');
    const condition = sandbox.store.read('Condition/typical-condition-1');
    sandbox.store.save(condition, 'typical-condition-1');
    // Loaded anew with a chart that changed: no number, nothing of the care team's, and the PIN is the way back.
    await page.reload();
    await page.waitForSelector('text=This page is closed for now', { timeout: 30_000 });
    expect(await page.locator('body').innerText()).not.toMatch(/\d+ of 100|Go to signing/);
    expect(await axeFindings(page)).toEqual([]);
    await takeBack(page, '2468');
    await page.waitForSelector('text=The chart changed after the estimate was signed');
    await again();
    await page.waitForSelector('text=The chart changed after the estimate was signed', { timeout: 30_000 });
    expect(await page.locator('main').innerText()).not.toMatch(/\d+ of 100/);

    // An EHR that does not answer is not taken for a chart without a result, and is asked again by a button.
    sandbox.switches.failWith = 503;
    await page.reload();
    const readAgain = page.getByRole('button', { name: 'Read the chart again' });
    await readAgain.waitFor({ timeout: 60_000 });
    expect(await page.locator('main').innerText()).not.toContain('There is no result to talk about yet');
    sandbox.switches.failWith = 0;
    await readAgain.click();
    await page.waitForSelector('text=The chart changed after the estimate was signed', { timeout: 30_000 });
  });

  test('R21: an abstention opens under a named clinician, in plain words, with population figures and no number of the patient', async () => {
    const { page } = desk;
    await openInTab(page, desk.product, 'typical');
    await acceptStoredOutline(page, 'Cannot tell');
    await page.click('footer button:has-text("Go to the patient view")', { timeout: 60_000 });
    await page.click('footer button:has-text("Open the patient view")');
    await page.waitForSelector('text=No number for you');
    const shown = await page.locator('main').innerText();
    expect(shown).toMatch(/This is not bad news/);
    expect(shown).toMatch(/about 12 still had back pain/);
    expect(shown).toMatch(/There is no signed number/);
    expect(await page.locator('main svg[role=img]').count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    const [pages] = pdfPages([await page.pdf({ format: 'A4' })]);
    expect(pages).toHaveLength(2);
    expect(pages[1]).toMatch(/not bad news/);
  });
});

/** Where these characters first stand in a part of the page. */
const placeOf = (part: Locator, words: string): Promise<{ readonly left: number; readonly right: number }> =>
  part.evaluate((node, wanted) => {
    const texts = document.createTreeWalker(node.querySelector('article') ?? node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const at = texts.currentNode.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(texts.currentNode, at);
      range.setEnd(texts.currentNode, at + wanted.length);
      const { left, right } = range.getBoundingClientRect();
      return { left, right };
    }
    throw new Error(`${wanted} is not on the page`);
  }, words);
