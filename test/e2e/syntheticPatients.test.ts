import { withMinus } from '@/lib/core/inPrint';
import { describeInBrowser } from '@/test/support/browser';
import { expectedTiles } from '@/test/support/expectedTiles';
import { appFrame, axeFindings, openInFrame, overflowPx, surgeonAtTheDesk, tile } from '@/test/support/surgeon';

const widths = ['320', '600', '1024'];

/** A date in words and the resource that a value came from. */
const sourced = (type: string) => `[\\s\\S]*\\d{1,2} [A-Z][a-z]{2} \\d{4}[\\s\\S]*Source: ${type}`;
/** With its reason, and without a source. */
const unknown = /^(?![\s\S]*Source:)[\s\S]*Unknown\s+\w/;

/** A conflict names the date and the source of each value (S14). */
const conflict = /2 values([\s\S]*\d{1,2} [A-Z][a-z]{2} \d{4}[\s\S]*Source: Observation){2}/;

function patternOf(shown: string, type: string, say: (text: string) => string = (text) => text): RegExp {
  if (shown === 'unknown' || shown === 'none') return unknown;
  if (shown.startsWith('conflict')) return conflict;
  const [value, old] = shown.split(' (');
  return new RegExp(`${old ? 'Older than 24 months[\\s\\S]*' : ''}${say(value)}${sourced(type)}`);
}

describeInBrowser('a surgeon opens each synthetic patient from the chart', () => {
  const desk = surgeonAtTheDesk({ width: 1500, height: 1100 });

  test.each(expectedTiles)(
    '%s, in frames of 320, 600 and 1024 px: four tiles with source and date, nothing cut off, nothing that axe finds',
    async (id, level, tScore, cleft, ct) => {
      const context = desk.page.context();
      await Promise.all(
        widths.map(async (width) => {
          const frame = await openInFrame(await context.newPage(), desk.product, id, width);
          expect(await tile(frame, 'Fracture')).toMatch(patternOf(`${level} vertebra`, 'Condition'));
          expect(await tile(frame, 'Bone density (lowest T-score)')).toMatch(
            patternOf(tScore, 'Observation', (text) => withMinus(Number(text.split(' ')[0]).toFixed(1))),
          );
          const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
          expect(await tile(frame, 'Intravertebral cleft')).toMatch(patternOf(cleft, 'Observation', capitalised));
          expect(await tile(frame, 'CT')).toMatch(patternOf(ct, 'ImagingStudy'));
          expect(await overflowPx(frame)).toBeLessThanOrEqual(0);
          // Reading the tree takes longest; each patient is read at one width, and all widths are.
          if (width === widths[expectedTiles.findIndex((one) => one[0] === id) % widths.length])
            expect(await axeFindings(frame)).toEqual([]);
        }),
      );
    },
  );

  test('and the same frame with another patient, of whom alone it then shows and keeps anything', async () => {
    const { page, product } = desk;
    await openInFrame(page, product, 'typical');
    await page.click('summary:has-text("Test the app")');
    await page.selectOption('#other', 'low');
    const header = (await appFrame(page)).locator('header').first();
    await page.click('#switch');
    await header.filter({ hasText: 'Arthur Whitcombe' }).waitFor();
    const frame = await appFrame(page);
    expect(await frame.locator('body').innerText()).not.toMatch(/Holloway|NF-10021/);
    const kept = await frame.evaluate(() => JSON.stringify({ ...sessionStorage }) + window.name);
    expect(kept).toContain('NF-10034');
    expect(kept).not.toMatch(/typical|Holloway|NF-10021/);
  });

  test('and sees an order that was drafted meanwhile appear in the chart, without a reload', async () => {
    const { page, product } = desk;
    await page.goto(`${product.sandbox.url}/chart/typical`);
    product.sandbox.store.save(
      {
        resourceType: 'ServiceRequest',
        status: 'draft',
        intent: 'order',
        code: { text: 'DXA of spine and hip' },
        subject: { reference: 'Patient/typical' },
      },
      'drafted-meanwhile',
    );
    const row = page.locator('#record tr', { hasText: 'DXA of spine and hip' });
    await row.waitFor({ timeout: 10_000 });
    expect(await row.innerText()).toContain('draft');
  });
});
