import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Patient } from 'fhir/r4';
import { describeInBrowser } from '@/test/support/browser';
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
    page.context().on('request', (request) => {
      if (request.url().startsWith(product.appUrl)) addresses.push(decodeURIComponent(request.url()));
    });
    await openInTab(page, product, 'typical');
    await acceptStoredOutline(page, 'Absent');
    await keepOwnEstimate(page);
    await confirmAll(page);
    await sign(page);
    for (const patient of ['typical', 'no-bmd', 'cleft-unrecorded']) {
      await page.goto(`${product.sandbox.url}/orders/${patient}`);
      await page.click('button:has-text("Select")');
      await page.fill('input[name=comment]', 'Margaret Holloway NF-10021 will come back');
      await page.click('button:has-text("Set aside")');
    }
    const kept = filesBelow(product.appData).map((file) => readFileSync(file).toString('latin1'));
    const places = { store: kept.join('\n'), log: product.appOutput(), addresses: addresses.join('\n') };
    expect(places.store).toContain('cards-served');
    expect(places.store).toContain('"action":"sign"');
    expect(addresses.length).toBeGreaterThan(20);
    const found = Object.entries(places).flatMap(([place, text]) =>
      identifiersOf(product.sandbox.store.all('Patient') as Patient[])
        .filter((identifier) => text.includes(identifier))
        .map((identifier) => `${place}: ${identifier}`),
    );
    expect(found).toEqual([]);
  });
});

/** Names, record numbers, dates of birth and FHIR references: what would tell who a patient is. */
function identifiersOf(patients: readonly Patient[]): string[] {
  return patients
    .flatMap(({ id, name, identifier, birthDate }) => [
      `Patient/${id}`,
      ...(name ?? []).flatMap(({ text, family }) => [text ?? '', family ?? '']),
      ...(identifier ?? []).map(({ value }) => value ?? ''),
      birthDate ?? '',
    ])
    .filter(Boolean);
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
