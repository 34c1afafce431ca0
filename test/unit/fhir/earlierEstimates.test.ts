import type { FhirResource, Provenance, RiskAssessment } from 'fhir/r4';
import { ok } from '@/lib/core/result';
import { chartDifferences } from '@/lib/fhir/chart/chartDifferences';
import { earlierEstimates, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { estimateIdSystem } from '@/lib/fhir/write/systems';
import { chartDataSample } from '@/test/support/chartDataSample';

const estimate = (id: string, signedOn: string, changes: Partial<RiskAssessment> = {}): RiskAssessment => ({
  resourceType: 'RiskAssessment',
  id,
  status: 'final',
  identifier: [{ system: estimateIdSystem, value: id }],
  subject: { reference: 'Patient/p1' },
  condition: { reference: 'Condition/c1' },
  occurrenceDateTime: signedOn,
  prediction: [{ probabilityDecimal: 31 }],
  ...changes,
});
const provenance = (of: string, sources: readonly string[], replaces?: string): Provenance => ({
  resourceType: 'Provenance',
  target: [{ reference: `RiskAssessment/${of}` }],
  recorded: '2026-03-05T10:00:00Z',
  agent: [{ who: { reference: 'Device/m' } }, { who: { reference: 'Practitioner/dr', display: 'Dr Ruiz' } }],
  entity: [
    ...(replaces ? [{ role: 'revision' as const, what: { reference: `RiskAssessment/${replaces}` } }] : []),
    ...sources.map((reference) => ({ role: 'source' as const, what: { reference } })),
  ],
});

const read = async (resources: readonly FhirResource[], versions: Readonly<Record<string, string>> = {}) => {
  const query = async (path: string) => ok(resources.filter(({ resourceType }) => path.startsWith(`${resourceType}?`)));
  const result = await earlierEstimates('p1', 'Condition/c1', versions, query);
  return result.ok ? result.value : [];
};

describe('estimates that the chart holds for a fracture', () => {
  test('S17: the newest comes first; one that another replaced, or that was entered in error, is not in force', async () => {
    const found = await read([
      estimate('a', '2026-03-01T10:00:00Z'),
      estimate('b', '2026-03-05T10:00:00Z'),
      estimate('c', '2026-03-02T10:00:00Z', { status: 'entered-in-error' }),
      provenance('b', [], 'a'),
    ]);
    expect(found.map(({ reference }) => reference)).toEqual([
      'RiskAssessment/b',
      'RiskAssessment/c',
      'RiskAssessment/a',
    ]);
    expect(found.filter(isInForce).map(({ reference }) => reference)).toEqual(['RiskAssessment/b']);
    expect(found[2].replacedBy).toBe('RiskAssessment/b');
    expect(found[0].signedBy).toBe('Dr Ruiz');
  });

  test('S18: an input at another version than was signed is named; one that is the same is not', async () => {
    const [found] = await read(
      [
        estimate('a', '2026-03-01T10:00:00Z'),
        provenance('a', ['Observation/1/_history/1', 'Observation/2/_history/1', 'Condition/c1']),
      ],
      { 'Observation/1': '1', 'Observation/2': '2' },
    );
    expect(found.changedInputs).toEqual(['Observation/2']);
  });

  test('without a Provenance nobody claims that nothing changed', async () => {
    const [found] = await read([estimate('a', '2026-03-01T10:00:00Z')]);
    expect(found.changedInputs).toBeUndefined();
  });

  test.each([
    ['another patient', { subject: { reference: 'Patient/p2' } }],
    ['another fracture', { condition: { reference: 'Condition/c2' } }],
    ['another product', { identifier: [{ system: 'urn:other', value: 'a' }] }],
  ])('one of %s is left alone', async (_what, changes) => {
    expect(await read([estimate('a', '2026-03-01T10:00:00Z', changes)])).toEqual([]);
  });
});

describe('the diff before a signature', () => {
  test('P6: names each value that reads differently, as it was and as it is', () => {
    const source = { reference: 'Observation/9/_history/1', display: 'DXA', date: '2026-02-01' };
    const now = { ...chartDataSample, tScore: { state: 'present', value: -3.4, source } } as const;
    expect(chartDifferences(chartDataSample, now)).toEqual([
      { label: 'Lowest T-score', before: '-3.2', now: '-3.4 (1 Feb 2026)' },
    ]);
  });

  test('is empty for two readings of the same chart', () => {
    expect(chartDifferences(chartDataSample, chartDataSample)).toEqual([]);
  });
});
