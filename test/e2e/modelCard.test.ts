import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describeInBrowser } from '@/test/support/browser';
import { overflowPx, surgeonAtTheDesk } from '@/test/support/surgeon';

const folder = path.resolve(__dirname, '../../models/rbp-tabnet-demo');
const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
const manifest = read('manifest.json');
const card = read('card.json');

describeInBrowser('the model card (P7)', () => {
  const desk = surgeonAtTheDesk({ width: 1280, height: 900 });
  const part = (title: string) => desk.page.locator('section', { has: desk.page.locator(`h2:has-text("${title}")`) });

  beforeEach(() => desk.page.goto(`${desk.product.appUrl}/model`));

  test('shows the 31 source attributes of the package in their order, each with its value', async () => {
    const attributes = part('The 31 source attributes');
    const said = await attributes.locator('dl > div').allInnerTexts();
    expect(said.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual(
      card.attributes.map(({ number, name, value }: Record<string, string>) =>
        `${number}. ${name} ${value}`.replace(/\s+/g, ' '),
      ),
    );
  });

  test('lists exactly the limits that the engine enforces, those that stop apart from those that warn', async () => {
    const of = (severity: string) =>
      manifest.limits
        .filter((one: Record<string, string>) => one.severity === severity)
        .map(({ limit }: Record<string, string>) => limit);
    const shown = part('Where it stops or warns').locator('section');
    expect(await shown.nth(0).locator('li div p:last-child').allInnerTexts()).toEqual(of('abstain'));
    expect(await shown.nth(1).locator('li div p:last-child').allInnerTexts()).toEqual(of('caution'));
  });

  test('gives the area under the curve with its interval, says of another model that it did better, and how good the study was', async () => {
    const { models } = read('report/results.json');
    const [own] = models;
    const performance = await part('How well it did').innerText();
    const { value, low, high } = own.performance.auroc;
    expect(performance).toContain(`${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`);
    expect(performance).toMatch(/Another model, logistic regression, had the higher AUROC/);
    expect(await part('How good the study was').innerText()).toMatch(/PROBAST\+AI[\s\S]*high concern/);
  });

  test('names the files in use by their hashes, with the history of versions (S15)', async () => {
    const versions = await part('Versions').innerText();
    expect(versions).toContain(manifest.model.sha256);
    expect(versions).toContain(manifest.radiomics.parametersSha256);
    for (const { version, changes } of card.versions) expect(versions).toMatch(new RegExp(`${version}.*${changes}`));
  });

  test('hands out the CHAI card as a file of well-formed XML', async () => {
    const { page } = desk;
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('a:has-text("CHAI")')]);
    expect(download.suggestedFilename()).toBe(`${manifest.id}-${manifest.version}-chai.xml`);
    const xml = readFileSync(await download.path(), 'utf8');
    const [root, name] = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml');
      return [document.documentElement.nodeName, document.querySelector('BasicInfo > ModelName')?.textContent];
    }, xml);
    expect([root, name]).toEqual(['AppliedModelCard', card.chai.BasicInfo.ModelName]);
  });

  test.each([320, 600, 1280])('at %d px nothing runs off the side', async (width) => {
    await desk.page.setViewportSize({ width, height: 900 });
    expect(await overflowPx(desk.page)).toBeLessThanOrEqual(0);
  });
});
