import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Patient } from 'fhir/r4';
import type { Page } from 'playwright-core';
import type { RunningProduct } from './runningProduct';

/** Keeps the addresses at which a page, and what it opens, calls the app. */
export function keepAddresses(page: Page, appUrl: string, addresses: string[]): void {
  page.context().on('request', (request) => {
    if (request.url().startsWith(appUrl)) addresses.push(decodeURIComponent(request.url()));
  });
}

/** Every identifier of a synthetic patient that is in the app's store, its log, or an address that it was called at. */
export function patientTraces(product: RunningProduct, addresses: readonly string[]): string[] {
  const places = { store: storeText(product), log: product.appOutput(), addresses: addresses.join('\n') };
  const identifiers = identifiersOf(product.sandbox.store.all('Patient') as Patient[]);
  return Object.entries(places).flatMap(([place, text]) =>
    identifiers.filter((identifier) => text.includes(identifier)).map((identifier) => `${place}: ${identifier}`),
  );
}

/** All that the app's server keeps on disk. */
export const storeText = ({ appData }: RunningProduct): string =>
  readdirSync(appData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n');

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
