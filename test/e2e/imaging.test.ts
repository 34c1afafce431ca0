import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { createFrameDecoder } from '@/lib/dicom/codecs/frameDecoder';
import { readSegmentation } from '@/lib/dicom/readSegmentation';
import { imagingPlans } from '@/sandbox/patients/imagingPlan';
import { bodyOnScan } from '@/test/support/bodyOnScan';
import { describeInBrowser } from '@/test/support/browser';
import { eventually } from '@/test/support/eventually';
import { axeFindings, footerReason, openInTab, overflowPx, surgeonAtTheDesk } from '@/test/support/surgeon';
import { tabTo } from '@/test/support/tabTo';

const accept = 'footer button:has-text("Accept this outline")';
const panel = 'section[aria-label="The vertebra"]';

describeInBrowser('the imaging screen', () => {
  const desk = surgeonAtTheDesk({ width: 1280, height: 1000 });

  async function openImaging(patient: string): Promise<Page> {
    const { page, product } = desk;
    await openInTab(page, product, patient);
    await page.click('footer button:has-text("Go to imaging")', { timeout: 30_000 });
    await page.waitForSelector('canvas, section[role=alert]', { timeout: 120_000 });
    return page;
  }

  /** Sets the three slices through the middle of the fractured body with the sliders, and centres the planes on it. */
  async function lookAtBody(page: Page, patient: string): Promise<void> {
    const { centre } = bodyOnScan(patient);
    for (const [axis, plane] of (['Sagittal', 'Coronal', 'Axial'] as const).entries())
      await page.getByLabel(`${plane} slice`).fill(String(centre[axis]));
    await page.click('button:has-text("Whole")');
    await page.click('button:text-is("Centre")');
  }

  /** Drags a rectangle around the middle of a plane, its sides in mm. "Whole" fits all slices on the shorter side. */
  async function dragAroundMiddle(
    page: Page,
    patient: string,
    plane: string,
    widthMm: number,
    heightMm: number,
  ): Promise<void> {
    const canvas = await page.locator(`#plane-${plane} canvas`).boundingBox();
    if (!canvas) throw new Error(`The ${plane} plane is not shown`);
    const slices = Number(await page.getByLabel('Axial slice').getAttribute('max')) + 1;
    const { sliceSpacingMm } = planOf(patient);
    const pixelsPerMm = Math.min(canvas.width, canvas.height) / (slices * sliceSpacingMm);
    const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
    const [dx, dy] = [(widthMm / 2) * pixelsPerMm, (heightMm / 2) * pixelsPerMm];
    await page.mouse.move(middle.x - dx, middle.y - dy);
    await page.mouse.down();
    await page.mouse.move(middle.x, middle.y, { steps: 3 });
    await page.mouse.move(middle.x + dx, middle.y + dy, { steps: 3 });
    await page.mouse.up();
  }

  async function outlineByDragging(page: Page, patient: string): Promise<void> {
    await lookAtBody(page, patient);
    const { size } = bodyOnScan(patient).box;
    const [width, depth, height] = [size[0] * 0.7, size[1] * 0.7, size[2] * planOf(patient).sliceSpacingMm];
    await page.click('button:has-text("Draw the box")');
    await dragAroundMiddle(page, patient, 'sagittal', depth, height);
    expect(await page.locator(`${panel} [role=status]`).innerText()).toMatch(/third in another plane/);
    await dragAroundMiddle(page, patient, 'axial', width, depth);
    await page.click('button:has-text("Outline the body")');
    await page.waitForSelector('button:has-text("Redraw")', { timeout: 20_000 });
  }

  /** Segmentations of a patient's study that the PACS holds. */
  async function segmentationsOf(patient: string) {
    const study = path.join(desk.product.imagesFolder, planOf(patient).studyUid);
    const files = readdirSync(study, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.dcm'))
      .map((name) => readFileSync(path.join(study, name)));
    const read = await Promise.all(files.map((file) => readSegmentation(file, createFrameDecoder())));
    return read.flatMap((result) => (result.ok ? [result.value] : []));
  }

  test('a body without a stored segmentation is outlined by mouse, stored as DICOM SEG, and found at the next launch', async () => {
    const page = await openImaging('t-score-units');
    expect(await footerReason(page)).toBe('Outline the vertebral body first.');
    expect(await axeFindings(page)).toEqual([]);
    await outlineByDragging(page, 't-score-units');
    expect(await footerReason(page)).toBe('Say which vertebra it is first.');
    await page.selectOption(`${panel} select`, 'L2');
    expect(await page.locator(panel).innerText()).toMatch(
      /outline is of L2, and the chart has the fracture at L1: it cannot be accepted/,
    );
    expect(await footerReason(page)).toBe('The outline is of L2, the fracture is at L1.');
    await page.click('button:has-text("It is L1, as the chart says")');
    expect(await footerReason(page)).toBe('Answer the question on the cleft first.');
    await page.getByLabel('Absent', { exact: true }).check();
    expect(await axeFindings(page)).toEqual([]);
    await page.click(accept);
    await page.waitForSelector('h1:has-text("How likely")', { timeout: 30_000 });

    const [stored, ...more] = await segmentationsOf('t-score-units');
    expect(more).toEqual([]);
    expect(stored).toMatchObject({ creatorName: 'Ruiz^Elena^^Dr', kind: 'BINARY' });
    expect(stored.segments).toMatchObject([
      { level: 'L1', structure: 'vertebral-body', algorithmType: 'SEMIAUTOMATIC' },
    ]);
    expect(stored.segments[0].algorithmName).toMatch(/^Backcast body outline \S+$/);

    await openImaging('t-score-units');
    expect(await page.locator(panel).innerText()).toMatch(/From the image archive \(DICOM segmentation\)\. Not edited/);
    await page.getByLabel('Absent', { exact: true }).check();
    expect(await page.locator(accept).isEnabled()).toBe(true);
    await page.click(accept);
    await page.waitForSelector('h1:has-text("How likely")', { timeout: 30_000 });
    expect(await segmentationsOf('t-score-units')).toHaveLength(1);
  });

  test('a body is outlined, corrected and accepted by keyboard alone', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'old-bmd');
    await page.waitForSelector('footer button:not([disabled])', { timeout: 30_000 });
    await tabTo(page, page, 'Go to imaging');
    await page.keyboard.press('Enter');
    await page.waitForSelector('canvas', { timeout: 120_000 });
    const { centre } = bodyOnScan('old-bmd');
    for (const [key, slider, axis] of [
      ['1', 'Sagittal slice', 0],
      ['2', 'Axial slice', 2],
      ['3', 'Coronal slice', 1],
    ] as const) {
      await page.keyboard.press(key);
      const steps = centre[axis] - Number(await page.getByLabel(slider).inputValue());
      for (let i = 0; i < Math.abs(Math.trunc(steps / 10)); i += 1)
        await page.keyboard.press(steps > 0 ? 'PageDown' : 'PageUp');
      for (let i = 0; i < Math.abs(steps % 10); i += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
      await eventually(
        () => page.getByLabel(slider).inputValue(),
        (slice) => expect(Number(slice)).toBe(centre[axis]),
      );
    }
    await page.keyboard.press('c');
    await page.keyboard.press('Enter');
    await page.waitForSelector('input[type=number]:below(:text("Faces of the box"))');
    await tabTo(page, page, 'Upper face');
    const face = Number(await page.getByLabel('Upper face').inputValue());
    await page.keyboard.press('ArrowUp');
    await eventually(
      () => page.getByLabel('Upper face').inputValue(),
      (value) => expect(Number(value)).toBe(face + 1),
    );
    await tabTo(page, page, 'Outline the body');
    await page.keyboard.press('Enter');
    await page.waitForSelector('button:has-text("Redraw")', { timeout: 20_000 });
    await tabTo(page, page, 'Smooth');
    await page.keyboard.press('Enter');
    await tabTo(page, page, 'Grow');
    await page.keyboard.press('Enter');
    expect(await page.locator(panel).innerText()).toMatch(/Edited by hand/);
    await tabTo(page, page, 'It is L1, as the chart says');
    await page.keyboard.press('Enter');
    await tabTo(page, page, 'Present');
    await page.keyboard.press('Space');
    await page.keyboard.press('a');
    await page.waitForSelector('h1:has-text("How likely")', { timeout: 30_000 });
    const [stored] = await segmentationsOf('old-bmd');
    expect(stored.segments[0].algorithmName).toMatch(/, edited$/);
  });

  test('single keys can be turned off, and then do nothing', async () => {
    const page = await openImaging('typical');
    const outlineShown = () => page.locator('button:text-is("Outline")').getAttribute('aria-pressed');
    await page.keyboard.press('o');
    expect(await outlineShown()).toBe('false');
    await page.getByLabel('Single-key shortcuts').uncheck();
    await page.keyboard.press('o');
    expect(await outlineShown()).toBe('false');
  });

  test('an outline that is drawn but not accepted survives a reload', async () => {
    const page = await openImaging('odd-unit');
    await outlineByDragging(page, 'odd-unit');
    await page.click('button:has-text("It is L1, as the chart says")');
    const volume = await page.locator('section[aria-label="Checks of the outline"]').innerText();
    await page.reload();
    await page.waitForSelector('section[aria-label="Checks of the outline"]', { timeout: 60_000 });
    expect(await page.locator('section[aria-label="Checks of the outline"]').innerText()).toBe(volume);
    expect(await page.locator(panel).innerText()).toMatch(/Vertebra L1/);
  });

  test('where the PACS refuses to store, the reason is told and the case goes on with the outline', async () => {
    const { product } = desk;
    product.sandbox.switches.pacsRefusesStore = true;
    try {
      const page = await openImaging('no-bmd');
      await outlineByDragging(page, 'no-bmd');
      await page.click('button:has-text("It is L1, as the chart says")');
      await page.getByLabel('Absent', { exact: true }).check();
      await page.click(accept);
      const notice = page.locator('section[role=status]:has-text("the image archive does not have it")');
      await notice.waitFor({ timeout: 30_000 });
      expect(await notice.innerText()).toMatch(/refused the segmentation with reason 0110H/);
      await page.click('footer button:has-text("Go on with the outline kept here")');
      await page.waitForSelector('section[aria-label="No estimate"]', { timeout: 60_000 });
    } finally {
      product.sandbox.switches.pacsRefusesStore = false;
    }
    expect(await segmentationsOf('no-bmd')).toEqual([]);
  });

  test.each([
    ['missing-slices', /slice/i],
    ['tilted-ct', /tilt/i],
  ])('the CT of %s is refused with its reason, and nothing can be outlined on it', async (patient, reason) => {
    const page = await openImaging(patient);
    expect(await page.locator('section[role=alert]').innerText()).toMatch(reason);
    expect(await page.locator('canvas').count()).toBe(0);
    expect(await page.locator(accept).count()).toBe(0);
  });

  test.each([
    ['thick-slices', /5 mm; limit: 0\.4 to 1\.6 mm between slices/],
    ['contrast-ct', /Contrast agent raises attenuation/],
  ])(
    'the CT of %s is shown with the limit that it breaks, and no estimate comes of it, outlined or not',
    async (patient, reason) => {
      const page = await openImaging(patient);
      const alerts = (await page.locator('section[role=alert]').allInnerTexts()).join('\n');
      expect(alerts).toMatch(/No estimate can be made from this scan/);
      expect(alerts).toMatch(reason);
      const measured = page.getByText(/radiomics engine \d/);
      await page.click('button:has-text("Go on without an estimate")');
      await page.waitForSelector('section[aria-label="No estimate"]', { timeout: 60_000 });
      expect(await measured.count()).toBe(0);
      await page.click('nav a:has-text("Imaging")');
      await page.waitForSelector('canvas', { timeout: 120_000 });
      await outlineByDragging(page, patient);
      await page.click('button:has-text("It is L1, as the chart says")');
      await page.getByLabel('Absent', { exact: true }).check();
      await page.click(accept);
      await measured.waitFor({ timeout: 60_000 });
      expect(await page.locator('section[aria-label="No estimate"]').count()).toBe(1);
      expect(await page.locator('section[aria-label="Estimate"]').count()).toBe(0);
    },
  );

  test.each([
    ['missing-slices', /slice/i],
    ['contrast-ct', /Contrast agent raises attenuation/],
  ])(
    'R21, S6: from the CT of %s one goes on without an estimate, to the reason, the published figures and the patient view',
    async (patient, reason) => {
      const page = await openImaging(patient);
      await page.click('button:has-text("Go on without an estimate")');
      const abstention = page.locator('section[aria-label="No estimate"]');
      await abstention.waitFor({ timeout: 60_000 });
      expect(await abstention.innerText()).toMatch(reason);
      expect(await page.getByRole('heading', { name: 'What is known of all patients' }).count()).toBe(1);
      expect(await axeFindings(page)).toEqual([]);
      await page.reload();
      await abstention.waitFor({ timeout: 60_000 });
      await page.click('footer button:has-text("Go to deciding")');
      await page.waitForSelector('h1:has-text("What could be done about pain?")');
      await page.click('footer button:has-text("Go to the patient view")');
      await page.click('footer button:has-text("Open the patient view")');
      await page.waitForSelector('text=No number for you');
    },
  );

  test('an archive that does not answer says nothing of the scan, and no going on without an estimate is offered', async () => {
    await desk.page.route('**/dicom-web/**', (route) => route.abort());
    const page = await openImaging('typical');
    await page.waitForSelector('button:has-text("Try again")');
    expect(await page.locator('button:has-text("Go on without an estimate")').count()).toBe(0);
  });

  test('the cleft question is answered before the gas hint is seen, and a changed answer is kept beside the first', async () => {
    const page = await openImaging('cleft-unrecorded');
    await outlineByDragging(page, 'cleft-unrecorded');
    await page.click('button:has-text("It is T12, as the chart says")');
    const hint = page.locator('section[aria-label="Gas hint"]');
    expect(await hint.count()).toBe(0);
    await page.getByLabel('Absent', { exact: true }).check();
    expect(await hint.innerText()).toMatch(/Gas is likely.*\n.*You answered that there is no cleft/s);
    await page.click('button:has-text("Measure L1, below")');
    const beside = page.locator('section[aria-label="Bone beside the fracture"] [role=status]');
    await beside.waitFor({ timeout: 20_000 });
    // The phantom's bone is 75 HU on average.
    expect(Number(/L1: (\d+) HU/.exec(await beside.innerText())?.[1])).toBeGreaterThan(60);
    expect(Number(/L1: (\d+) HU/.exec(await beside.innerText())?.[1])).toBeLessThan(90);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel('Present', { exact: true }).check();
    await page.click(accept);
    await page.waitForSelector('h1:has-text("How likely")', { timeout: 30_000 });
    const kept = await page.evaluate(() =>
      Object.keys(sessionStorage)
        .filter((key) => key.startsWith('backcast.case.'))
        .map((key) => JSON.parse(sessionStorage.getItem(key) ?? '{}').imaging),
    );
    expect(kept).toMatchObject([
      {
        maskSource: 'drawn',
        maskEdited: false,
        cleft: { reading: 'present', beforeHint: 'absent', readerName: 'Dr Elena Ruiz' },
        gasHint: { suspected: true },
        neighbourHu: { level: 'L1' },
        storedSeg: { state: 'stored' },
      },
    ]);
  });

  test('cement in the outlined body is found, and no estimate comes of it', async () => {
    const page = await openImaging('augmented-before');
    await outlineByDragging(page, 'augmented-before');
    await page.click('button:has-text("It is L1, as the chart says")');
    const checks = page.locator('section[aria-label="Checks of the outline"]');
    expect(await checks.innerText()).toMatch(/Cement\s+Out of limits/);
    await page.getByLabel('Absent', { exact: true }).check();
    await page.click(accept);
    await page.waitForSelector('section[aria-label="No estimate"]', { timeout: 60_000 });
    expect(await page.locator('section[aria-label="No estimate"]').innerText()).toMatch(/[Cc]ement/);
  });

  test.each([320, 600, 1280])('at %d px nothing is wider than the window', async (width) => {
    await desk.page.setViewportSize({ width, height: 900 });
    const page = await openImaging('typical');
    expect(await overflowPx(page)).toBe(0);
    expect(await page.locator('canvas:visible').count()).toBe(width === 320 ? 1 : 3);
  });
});

function planOf(patient: string) {
  const plan = imagingPlans.find(({ patientId }) => patientId === patient);
  if (!plan) throw new Error(`${patient} has no CT`);
  return plan;
}
