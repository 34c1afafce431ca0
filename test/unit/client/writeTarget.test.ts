import type { CapabilityStatement } from 'fhir/r4';
import type { FhirSession } from '@/lib/client/session/fhirSession';
import { writeTarget } from '@/lib/client/sign/writeTarget';

const accompanying = ['Device', 'Observation', 'Provenance', 'DocumentReference'];
const all = ['RiskAssessment', ...accompanying];
const scopesFor = (types: readonly string[]) => types.map((type) => `patient/${type}.cu`).join(' ');

interface Ehr {
  readonly types?: readonly string[];
  readonly readOnly?: readonly string[];
  readonly interactions?: readonly string[];
  readonly scope?: string;
  readonly status?: number;
}

async function told(
  { types = all, readOnly = [], interactions, scope = scopesFor(all), status = 200 }: Ehr,
  settings = {},
) {
  const body = {
    resourceType: 'CapabilityStatement',
    rest: [
      {
        mode: 'server',
        ...(interactions && { interaction: interactions.map((code) => ({ code })) }),
        resource: types.map((type) => ({
          type,
          interaction: ['read', ...(readOnly.includes(type) ? [] : ['create'])].map((code) => ({ code })),
        })),
      },
    ],
  } as CapabilityStatement;
  const fhir = { session: { scope }, exchange: async () => ({ status, body }) } as unknown as FhirSession;
  const site = { writeBack: true, allowDemonstrationWriteBack: true, ...settings };
  const result = await writeTarget(fhir, site, true);
  return result.ok ? result.value : result.problem.code;
}

describe('where a signature is written (E16, S22)', () => {
  test.each<[string, Ehr, string]>([
    ['a server with RiskAssessment', {}, 'risk-assessment'],
    ['one that lists transactions among others', { interactions: ['batch', 'transaction'] }, 'risk-assessment'],
    ['one without RiskAssessment', { types: accompanying }, 'observation-and-document'],
    ['one that only lets RiskAssessment be read', { readOnly: ['RiskAssessment'] }, 'observation-and-document'],
    ['one that takes no transactions', { interactions: ['batch'] }, 'write-no-transaction'],
    ['one that lets no Provenance be written', { readOnly: ['Provenance'] }, 'write-no-access'],
    ['a sign-in that may only read', { scope: 'patient/*.rs' }, 'write-no-access'],
    ['a sign-in that may write all', { scope: 'patient/*.write' }, 'risk-assessment'],
    ['a server that does not say', { status: 503 }, 'capability-unreadable'],
  ])('%s', async (_name, ehr, outcome) => {
    expect(await told(ehr)).toBe(outcome);
  });

  test('a site that has not turned it on, or not for a demonstration', async () => {
    expect(await told({}, { writeBack: false })).toBe('write-opted-out');
    expect(await told({}, { allowDemonstrationWriteBack: false })).toBe('write-demonstration');
  });
});
