/** What a person calls each resource that a signature writes; several of a kind are counted. */
export function wordsFor(
  reference: string,
  { estimate, among }: { readonly estimate: string | undefined; readonly among: readonly string[] },
): string {
  if (reference === estimate) return 'The estimate';
  const [type] = reference.split('/');
  const same = among.filter((one) => one !== estimate && one.startsWith(`${type}/`));
  const words = wordsOf[type] ?? type;
  return same.length > 1 ? `${words}, ${same.indexOf(reference) + 1} of ${same.length}` : words;
}

const wordsOf: Readonly<Record<string, string>> = {
  Device: 'The model that computed it',
  DocumentReference: 'The estimate as a document',
  Observation: 'A finding that you read or corrected',
  Provenance: 'Who signed it, and what it was computed from',
};
