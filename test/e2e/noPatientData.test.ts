import { describeInBrowser } from '@/test/support/browser';
import { keepAddresses, patientTraces, storeText } from '@/test/support/patientTraces';
import {
  acceptStoredOutline,
  confirmAll,
  keepOwnEstimate,
  openInTab,
  sign,
  surgeonAtTheDesk,
} from '@/test/support/surgeon';

describeInBrowser('after launch, signature, orders and feedback', () => {
  const desk = surgeonAtTheDesk();

  test("no identifier of any synthetic patient is in the app's store, its log, or an address that it was called at", async () => {
    const { page, product } = desk;
    const addresses: string[] = [];
    keepAddresses(page, product.appUrl, addresses);
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    for (const patient of ['typical', 'no-bmd', 'cleft-unrecorded']) {
      await page.goto(`${product.sandbox.url}/orders/${patient}`);
      await page.click('button:has-text("Select")');
      await page.selectOption('select[name=reason]', 'other');
      await page.fill('input[name=comment]', 'Margaret Holloway NF-10021 will come back');
      await page.click('button:has-text("Set aside")');
    }
    expect(storeText(product)).toContain('cards-served');
    expect(storeText(product)).toContain('"action":"sign"');
    expect(storeText(product)).toContain('"action":"written"');
    expect(addresses.length).toBeGreaterThan(20);
    expect(patientTraces(product, addresses)).toEqual([]);
    // The scan sees what it looks for.
    expect(patientTraces(product, [`${product.appUrl}/case?record=NF-10021`])).toEqual(['addresses: NF-10021']);
  });
});
