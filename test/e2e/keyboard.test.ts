import { describeInBrowser } from '@/test/support/browser';
import { appFrame, axeFindings, estimatesOf, overflowPx, type Screen, surgeonAtTheDesk } from '@/test/support/surgeon';
import { tabTo } from '@/test/support/tabTo';

describeInBrowser('a surgeon without a pointer', () => {
  /** A window of 1280 x 800 px at 200 % zoom. */
  const zoomed = { width: 640, height: 400 };
  const desk = surgeonAtTheDesk({ width: 1280, height: 900 });
  const press = (key: string) => desk.page.keyboard.press(key);

  async function activate(screen: Screen, name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await screen.getByText(name, { exact: true }).last().waitFor({ timeout: 60_000 });
    await tabTo(desk.page, screen, name);
    await press(key);
  }

  /** The focus stands on the question of a step, and the window's title, which a reader of the screen speaks, names the step. */
  async function hasArrived(screen: Screen, step: string, question: RegExp): Promise<void> {
    await screen.locator('h1:focus', { hasText: question }).waitFor({ timeout: 30_000 });
    expect(await screen.evaluate(() => document.title)).toBe(`${step} · Backcast`);
  }

  async function signByKeyboard(screen: Screen): Promise<void> {
    await activate(screen, 'Go to imaging');
    await hasArrived(screen, 'Imaging', /^Is this the fractured vertebra/);
    await screen.waitForSelector('canvas', { timeout: 120_000 });
    await tabTo(desk.page, screen, 'Present');
    await press('ArrowDown');
    expect(await screen.getByLabel('Absent', { exact: true }).isChecked()).toBe(true);
    await activate(screen, 'Accept this outline');
    await screen.getByLabel('People out of 100').waitFor({ timeout: 60_000 });
    await tabTo(desk.page, screen, 'People out of 100');
    for (let i = 0; i < 5; i += 1) await press('ArrowRight');
    await activate(screen, 'Keep my estimate');
    await activate(screen, 'Go to deciding');
    await hasArrived(screen, 'Decide', /^What could be done/);
    await activate(screen, 'Go to signing');
    await screen.waitForSelector('fieldset input[type=checkbox]');
    for (const label of await screen.locator('fieldset label').allInnerTexts())
      await activate(screen, label.trim(), 'Space');
    await activate(screen, 'Sign and write to chart');
    await screen.waitForSelector('section[aria-label="Signed"]', { timeout: 30_000 });
  }

  test('goes from the launch in the chart to the signature', async () => {
    const { page, product } = desk;
    await page.goto(`${product.sandbox.url}/chart/typical`);
    await activate(page, 'Open Backcast');
    await signByKeyboard(await appFrame(page));
    expect(estimatesOf(product, 'typical')).toHaveLength(1);
  });

  test('does so at 200 % zoom, where every control that has the focus is seen and nothing runs off the side', async () => {
    const { page, product } = desk;
    await page.setViewportSize(zoomed);
    await page.goto(`${product.sandbox.url}/launch/low`);
    await page.waitForSelector('section[aria-label="Fracture"]');
    await signByKeyboard(page);
    expect(await overflowPx(page)).toBeLessThanOrEqual(0);
    expect(estimatesOf(product, 'low')).toHaveLength(1);
  });

  test('gives an action of the imaging screen another key; the old one is silent, and a reload keeps it (E4)', async () => {
    const { page, product } = desk;
    await page.goto(`${product.sandbox.url}/launch/typical`);
    await activate(page, 'Go to imaging');
    const change = 'Change: outline on or off';
    const said = () => page.locator('details:has(#plane-keys) [role=status]').innerText();
    const outlineShown = () => page.getByRole('button', { name: 'Outline', exact: true }).getAttribute('aria-pressed');
    const imagingOpens = () => page.waitForSelector('canvas', { timeout: 120_000 });
    await imagingOpens();
    await tabTo(page, page, change);
    await press('Enter');
    expect(await said()).toBe('Press the new key for: outline on or off. Escape leaves it as it is.');
    expect(await axeFindings(page)).toEqual([]);
    await press('a');
    expect(await said()).toMatch(/^A is already the key for: accept the outline\./);
    await press('Tab');
    expect(await said()).toMatch(/^Tab goes from control to control/);
    await press('Space');
    expect(await said()).toMatch(/^Enter and Space press the button/);
    await press('Escape');
    expect(await said()).toBe('The key stays as it was.');
    await press('o');
    expect(await outlineShown()).toBe('false');
    await press('o');
    expect(await outlineShown()).toBe('true');

    await press('Enter');
    await press('x');
    expect(await said()).toBe('X is now the key for: outline on or off.');
    const newKeyAlone = async () => {
      await press('o');
      expect(await outlineShown()).toBe('true');
      await press('x');
      expect(await outlineShown()).toBe('false');
      await press('x');
    };
    await newKeyAlone();
    await page.reload();
    await imagingOpens();
    await newKeyAlone();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);

    await activate(page, 'Back to the usual keys');
    await press('x');
    expect(await outlineShown()).toBe('true');
    await press('o');
    expect(await outlineShown()).toBe('false');
  });
});
