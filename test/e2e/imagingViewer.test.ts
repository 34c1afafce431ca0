import type { Page } from 'playwright-core';
import { sha256Hex } from '@/lib/core/hash';
import { describeInBrowser, launchBrowser } from '@/test/support/browser';
import { eventually } from '@/test/support/eventually';
import { startProduct } from '@/test/support/runningProduct';
import { openInTab, surgeonAtTheDesk } from '@/test/support/surgeon';

const panel = 'section[aria-label="The vertebra"]';

async function openStoredOutline(page: Page): Promise<void> {
  await page.click('footer button:has-text("Go to imaging")', { timeout: 30_000 });
  await page.waitForSelector('canvas', { timeout: 120_000 });
}
const sliceOf = async (page: Page, plane: string): Promise<number> =>
  Number(await page.getByLabel(`${plane} slice`).inputValue());

/** Where a plane's middle lies on the page. */
async function middleOf(page: Page, plane: string): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator(`#plane-${plane} canvas`).boundingBox();
  if (!box) throw new Error(`The ${plane} plane is not shown`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width, height: box.height };
}

/** A hash of a plane's pixels, which says whether anything of the picture changed. */
const picture = async (page: Page, plane: string): Promise<string> =>
  sha256Hex(
    await page.evaluate(
      (id) => document.querySelector<HTMLCanvasElement>(`#plane-${id} canvas`)?.toDataURL() ?? '',
      plane,
    ),
  );

describeInBrowser('the linked planes', () => {
  const desk = surgeonAtTheDesk({ width: 1280, height: 1000 });

  test('follow the crosshair, the wheel, a dragged window and a dragged view', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await openStoredOutline(page);
    const axial = await sliceOf(page, 'Axial');
    const middle = await middleOf(page, 'sagittal');
    await page.mouse.click(middle.x, middle.y - 40);
    // Towards the head by 40 px of the 130 mm that the shorter side shows.
    const moved = Math.round((40 * 130) / Math.min(middle.width, middle.height));
    await eventually(
      () => sliceOf(page, 'Axial'),
      (after) => expect(after - axial).toBe(moved),
    );
    const sagittal = await sliceOf(page, 'Sagittal');
    await page.mouse.wheel(0, 150);
    await page.waitForFunction(
      (old) => Number(document.querySelector<HTMLInputElement>('[aria-label="Sagittal slice"]')?.value) === old + 3,
      sagittal,
    );

    const width = page.getByLabel('Width, HU');
    await page.click('button:text-is("Window")');
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 50, middle.y, { steps: 4 });
    await page.mouse.up();
    await eventually(
      () => width.inputValue(),
      (value) => expect(Number(value)).toBe(Math.round(1800 * 1.2)),
    );
    await page.click('button:text-is("Soft tissue")');
    await eventually(
      () => width.inputValue(),
      (value) => expect(value).toBe('400'),
    );

    const before = await picture(page, 'sagittal');
    await page.click('button:text-is("Move")');
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 30, middle.y + 20, { steps: 4 });
    await page.mouse.up();
    await eventually(
      () => picture(page, 'sagittal'),
      (after) => expect(after).not.toBe(before),
    );
  });

  test('are read from a keyboard: name, slice and place of the plane that has the focus', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await openStoredOutline(page);
    await page.keyboard.press('2');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    const slice = await sliceOf(page, 'Axial');
    const named = new RegExp(`^Axial plane, slice ${slice + 1} of 17\\d, \\d+ mm (head|foot)\\.`);
    await eventually(focused, (name) => expect(name).toMatch(named));
    await page.keyboard.press('PageDown');
    await eventually(focused, (name) => expect(name).toMatch(new RegExp(`slice ${slice + 11} of`)));
  });

  test('take a stroke of the brush, which marks the outline as edited until it is taken back', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await openStoredOutline(page);
    await page.click(`${panel} button:text-is("Brush")`);
    const { x, y } = await middleOf(page, 'axial');
    const volume = () => page.locator('section[aria-label="Checks of the outline"]').innerText();
    const before = await volume();
    await page.mouse.move(x, y - 60);
    await page.mouse.down();
    await page.mouse.move(x + 20, y - 60, { steps: 5 });
    await page.mouse.up();
    const outline = () => page.locator(panel).innerText();
    await eventually(outline, (text) => expect(text).toMatch(/Edited by hand/));
    await eventually(volume, (checks) => expect(checks).not.toBe(before));
    await page.click(`${panel} button:text-is("Undo")`);
    await eventually(outline, (text) => expect(text).toMatch(/Not edited/));
    await eventually(volume, (checks) => expect(checks).toBe(before));
  });

  test('show the series that measures best, say why the others come after it, and take another on request', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'low');
    await openStoredOutline(page);
    const series = page.locator('details:has-text("Series: Spine 1 mm Br40")');
    await series.locator('summary').click();
    expect(await series.innerText()).toMatch(/2 usable of 3/);
    expect(await series.innerText()).toMatch(/Comes first: without contrast, 1 mm slices/);
    expect(await series.innerText()).toMatch(/Thicker slices \(5 mm\)/);
    expect(await series.getByLabel('Series that cannot be used').innerText()).toMatch(/Topogram.*\n.*a localizer/);
    await series.getByLabel(/Spine 5 mm/).check();
    await page.waitForSelector('section[role=alert]', { timeout: 60_000 });
    expect((await page.locator('section[role=alert]').allInnerTexts()).join()).toMatch(
      /0\.4 to 1\.6 mm between slices/,
    );
  });

  test('a wrong level is named by the reader, and stops the acceptance', async () => {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await openStoredOutline(page);
    await page.getByLabel('Absent', { exact: true }).check();
    await page.click(`${panel} button:text-is("Wrong level")`);
    await page.selectOption(`${panel} select`, 'T12');
    expect(await page.locator('#step-reason').innerText()).toBe('The outline is of T12, the fracture is at L1.');
    expect(await page.locator('footer button:has-text("Accept this outline")').isDisabled()).toBe(true);
  });
});

describeInBrowser('the planes under two fingers, on a screen of 320 px', () => {
  const desk = surgeonAtTheDesk();

  test('are zoomed by a pinch, and the slider moves through the slices', async () => {
    const context = await desk.browser.newContext({ viewport: { width: 320, height: 640 }, hasTouch: true });
    const page = await context.newPage();
    await openInTab(page, desk.product, 'typical');
    await openStoredOutline(page);
    await page.locator('#plane-sagittal').evaluate((plane) => plane.scrollIntoView({ block: 'center' }));
    const { x, y } = await middleOf(page, 'sagittal');
    const before = await picture(page, 'sagittal');
    const cdp = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', gap: number) =>
      cdp.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd'
            ? []
            : [
                { x: x - gap, y, id: 1 },
                { x: x + gap, y, id: 2 },
              ],
      });
    await touch('touchStart', 20);
    for (const gap of [25, 30, 35, 40]) await touch('touchMove', gap);
    await touch('touchEnd', 40);
    const zoomed = await picture(page, 'sagittal');
    expect(zoomed).not.toBe(before);
    await page.tap('button:text-is("Axial")');
    expect(await page.locator('#plane-axial canvas').isVisible()).toBe(true);
    expect(await page.locator('#plane-sagittal canvas').isVisible()).toBe(false);
    await context.close();
  });
});

describeInBrowser('an archive behind the gateway', () => {
  test('is asked through our own server only, which finds the outline and stores an edited one', async () => {
    const [product, browser] = await Promise.all([startProduct({}, 'gateway'), launchBrowser()]);
    try {
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 1000 } })).newPage();
      const asked: string[] = [];
      page.on('request', (request) => {
        if (/dicom-?web/.test(request.url())) asked.push(`${request.method()} ${new URL(request.url()).origin}`);
      });
      await openInTab(page, product, 'typical');
      await openStoredOutline(page);
      await page.click(`${panel} button:text-is("Grow")`);
      await page.getByLabel('Absent', { exact: true }).check();
      await page.click('footer button:has-text("Accept this outline")');
      await page.waitForSelector('h1:has-text("How likely")', { timeout: 30_000 });
      expect(new Set(asked)).toEqual(new Set([`GET ${product.appUrl}`, `POST ${product.appUrl}`]));
      await openInTab(page, product, 'typical');
      await openStoredOutline(page);
      expect(await page.locator(panel).innerText()).toMatch(/Outlines in the image archive \(2\)/);
    } finally {
      await browser.close();
      await product.close();
    }
  });
});
