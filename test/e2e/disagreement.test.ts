import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describeInBrowser } from '@/test/support/browser';
import {
  acceptStoredOutline,
  axeFindings,
  confirmAll,
  keepOwnEstimate,
  openInTab,
  overflowPx,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

const root = path.resolve(__dirname, '../..');

describeInBrowser('S19: "I think this is wrong", in words', () => {
  const desk = surgeonAtTheDesk({ width: 320, height: 900 });

  async function startWriting(words: string): Promise<void> {
    const { page, product } = desk;
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await page.click('summary:has-text("I think this is wrong")');
    await page.click('button:has-text("Too high")');
    await page.getByLabel('In your words').fill(words);
  }
  const send = () => desk.page.click('form button:has-text("Send")');
  const typed = () => desk.page.getByLabel('In your words').inputValue();
  const listed = (...more: string[]) =>
    execFileSync(process.execPath, ['bin/backcast.mjs', 'disagreements', ...more], {
      cwd: root,
      env: { ...process.env, BACKCAST_DATA: desk.product.appData, DATABASE_URL: undefined },
      encoding: 'utf8',
    });

  test("words with the patient's name are refused with the reason, nothing is sent, and without it they reach those who watch the model", async () => {
    const { page } = desk;
    const withName = 'Mrs HÓLLOWAY has gas in the cleft, HU -1000.';
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/events')) sent.push(request.postData() ?? '');
    });
    await startWriting(withName);
    expect(await axeFindings(page)).toEqual([]);
    const before = sent.length;
    await send();
    const refusal = page.getByRole('status').filter({ hasText: 'Not sent' });
    await refusal.waitFor();
    expect(await refusal.innerText()).toContain('HÓLLOWAY');
    expect(await typed()).toBe(withName);
    expect(sent.slice(before)).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflowPx(page)).toBe(0);

    await page.getByLabel('In your words').fill('The patient has gas in the cleft,\nHU -1000.');
    await send();
    await page.waitForSelector('text=Sent: Too high, in your words');
    expect(await axeFindings(page)).toEqual([]);
    expect(sent.slice(before)).toHaveLength(1);
    expect(listed()).toMatch(/ rbp-tabnet-demo \S+ +too-high +open +The patient has gas in the cleft, HU -1000\.\n$/);
  });

  test('what the server cannot keep is told, the words stay over steps, and the case can be signed', async () => {
    const { page } = desk;
    await page.route('**/api/events', (route) => route.fulfill({ status: 500, body: '' }));
    await startWriting('The outline is too wide on the left.');
    await send();
    const told = page.getByRole('status').filter({ hasText: 'Noted here, but' });
    await told.waitFor();
    expect(await told.innerText()).toContain('Write it into the chart');
    expect(await typed()).toBe('The outline is too wide on the left.');
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflowPx(page)).toBe(0);
    await confirmAll(page);
    await sign(page);
    await page.click('nav a:has-text("Result")');
    await told.waitFor();
    expect(await typed()).toBe('The outline is too wide on the left.');
    await page.unroute('**/api/events');
    await send();
    await page.waitForSelector('text=Sent: Too high, in your words');
    expect(listed('--csv')).toContain('The outline is too wide on the left.');
  });
});
