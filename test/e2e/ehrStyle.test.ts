import { describeInBrowser } from '@/test/support/browser';
import { axeFindings, openInFrame, surgeonAtTheDesk } from '@/test/support/surgeon';
import { smartStyle } from '../../sandbox/pages/smartStyle';

const rgb = (hex: string) => `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

describeInBrowser('inside an EHR with a style of its own (E10)', () => {
  const desk = surgeonAtTheDesk({ width: 1500, height: 1100 });

  test.each(['light', 'dark'] as const)(
    'that is %s, the chart data take its ground and ink, and axe finds nothing',
    async (look) => {
      desk.product.sandbox.switches.darkStyle = look === 'dark';
      const frame = await openInFrame(desk.page, desk.product, 'typical', '1024');
      const style = smartStyle(look === 'dark');
      const seen = () =>
        frame.evaluate(() => {
          const { backgroundColor, color, colorScheme } = getComputedStyle(document.documentElement);
          return { backgroundColor, color, colorScheme };
        });
      const expected = {
        backgroundColor: rgb(style.color_background),
        color: rgb(style.color_text),
        colorScheme: look,
      };
      expect(await seen()).toEqual(expected);
      expect(await axeFindings(frame)).toEqual([]);
      await frame.evaluate(() => {
        document.documentElement.toggleAttribute('data-before', true);
        window.location.reload();
      });
      await frame.waitForSelector('html:not([data-before]) section[aria-label="Fracture"]');
      expect(await seen()).toEqual(expected);
    },
  );

  test('prints black on white all the same', async () => {
    desk.product.sandbox.switches.darkStyle = true;
    const frame = await openInFrame(desk.page, desk.product, 'typical', '1024');
    await desk.page.emulateMedia({ media: 'print' });
    expect(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ink'))).toBe(
      '#000',
    );
  });

  test('S3: prints nothing of the case but a line that says what is printed', async () => {
    const frame = await openInFrame(desk.page, desk.product, 'typical', '1024');
    await frame.getByText('T-score').first().waitFor();
    await desk.page.emulateMedia({ media: 'print' });
    const printed = (await frame.locator('body').innerText()).trim();
    await desk.page.emulateMedia({ media: 'screen' });
    expect(printed).toBe(
      'Backcast prints only the pages for the patient, from the patient view, once the estimate is signed.',
    );
  });

  test('that shows the patient itself, the header leaves the patient to it and keeps the level', async () => {
    desk.product.sandbox.switches.patientBanner = false;
    const frame = await openInFrame(desk.page, desk.product, 'typical', '1024');
    await frame.waitForSelector('header >> text=Fracture L1');
    const header = await frame.locator('header').first().innerText();
    expect(header).not.toContain('Margaret Holloway');
    desk.product.sandbox.switches.patientBanner = true;
  });
});
