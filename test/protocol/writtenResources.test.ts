import { randomUUID } from 'node:crypto';
import type { FhirResource } from 'fhir/r4';
import { estimateIdentifier } from '@/lib/fhir/write/estimateIdentifier';
import { transactionOf } from '@/lib/fhir/write/transaction';
import { faultsOf } from '@/test/support/fhirValidators';
import { signedCaseSample as signed } from '@/test/support/signedCaseSample';

describe.each(['risk-assessment', 'observation-and-document'] as const)(
  'every resource of a signature, written as %s',
  (target) => {
    test('is valid FHIR R4 for two validators and by hand', async () => {
      const bundle = transactionOf(signed, target, {
        identifier: await estimateIdentifier(signed),
        newUuid: randomUUID,
        replaces: 'RiskAssessment/r0',
      });
      expect(bundle.entry?.length).toBeGreaterThanOrEqual(5);
      for (const { resource } of bundle.entry ?? [])
        expect({ [resource?.resourceType ?? '']: faultsOf(resource as FhirResource) }).toEqual({
          [resource?.resourceType ?? '']: [],
        });
    });
  },
);

describe('the validators see', () => {
  const estimate = { resourceType: 'RiskAssessment', status: 'final', subject: { reference: 'Patient/p1' } } as const;

  test.each<[string, object]>([
    [
      'two probabilities in one prediction',
      { prediction: [{ probabilityDecimal: 3, probabilityRange: { low: { value: 1 } } }] },
    ],
    ['an empty array', { note: [] }],
    ['a malformed id', { id: 'a b' }],
    ['a status that does not exist', { status: 'done' }],
    ['a member that does not exist', { probability: 3 }],
    ['a missing subject', { subject: undefined }],
  ])('%s', (_name, change) => {
    expect(faultsOf(JSON.parse(JSON.stringify({ ...estimate, ...change })))).not.toEqual([]);
  });

  test('nothing in a sound resource', () => {
    expect(faultsOf(estimate)).toEqual([]);
  });
});
