import type { FhirResource, RiskAssessment } from 'fhir/r4';
import { otherPlace } from '@/app/case/sign/otherPlace';
import { fail, ok } from '@/lib/core/result';
import type { ChartData } from '@/lib/fhir/chartData';
import { type EarlierEstimate, earlierEstimates, isInForce } from '@/lib/fhir/write/earlierEstimates';
import { placeInChart } from '@/lib/fhir/write/placeInChart';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import { writeSigned } from '@/lib/fhir/write/writeSigned';
import { chartDataSample } from '@/test/support/chartDataSample';
import { type Fault, FaultyFhirServer, faults } from '@/test/support/faultyFhirServer';
import { mulberry32 } from '@/test/support/seededRandom';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const observation = (id: string, versionId: string): FhirResource => ({
  resourceType: 'Observation',
  id,
  meta: { versionId },
  status: 'final',
  code: {},
  subject: { reference: 'Patient/p1' },
});
const seed: FhirResource[] = [
  { resourceType: 'Patient', id: 'p1', meta: { versionId: '1' } },
  { resourceType: 'Condition', id: 'c1', meta: { versionId: '1' }, subject: { reference: 'Patient/p1' } },
  observation('t1', '1'),
  observation('h1', '1'),
];

/** A chart, and a clinician in front of it whose sign step shows what it read last. */
function clinicAt(nextFault: () => Fault = () => 'none') {
  let uuid = 0;
  let minute = 0;
  let version = 1;
  let shownOf: readonly EarlierEstimate[] = [];
  const server = new FaultyFhirServer(seed, nextFault);
  const chart = (): ChartData => ({
    ...chartDataSample,
    versions: { 'Patient/p1': '1', 'Condition/c1': '1', 'Observation/t1': String(version), 'Observation/h1': '1' },
  });
  const deps = () => server.deps(() => `00000000-0000-4000-8000-${String(++uuid).padStart(12, '0')}`, chart());
  const estimates = () =>
    earlierEstimates('p1', 'Condition/c1', chart().versions, async (path) => {
      const { status, body } = await deps().get(path);
      if (status !== 200 || body?.resourceType !== 'Bundle')
        return fail({ code: `fhir-${status}`, message: '', remedy: '' });
      return ok((body.entry ?? []).flatMap(({ resource }) => (resource as FhirResource | undefined) ?? []));
    });
  /** The case with this T-score, read from its source at the version of now. */
  const caseOf = (tScore: number): SignedCase => {
    const [first, ...others] = signedCaseSample.estimate.inputs;
    const inputs = [{ ...first, value: tScore, source: `Observation/t1/_history/${version}` }, ...others];
    const signedAt = new Date(Date.UTC(2026, 2, 5, 10, ++minute)).toISOString();
    return { ...signedCaseSample, estimate: { ...signedCaseSample.estimate, inputs }, signedAt };
  };
  const look = async () => {
    const found = await estimates();
    if (found.ok) shownOf = found.value;
    return found;
  };
  /** One press of the button, as the sign step does it; what it said. */
  const press = async (tScore: number): Promise<string> => {
    const signed = caseOf(tScore);
    const shown = await placeInChart(signed, shownOf);
    const now = await look();
    const problem = now.ok ? await otherPlace(signed, shown, now.value) : now.problem;
    if (problem) return problem.code;
    const result = await writeSigned(signed, chart(), 'risk-assessment', deps(), shown.replaces?.reference);
    await look();
    return result.ok ? 'signed' : result.problem.code;
  };
  return {
    server,
    estimates,
    press,
    newVersionOfSource: () => {
      version += 1;
      server.resources.set('Observation/t1', observation('t1', String(version)));
    },
    withdraw: (reference: string) => {
      (server.resources.get(reference) as RiskAssessment).status = 'entered-in-error';
    },
    inForce: async (): Promise<readonly EarlierEstimate[]> => {
      const found = await estimates();
      return found.ok ? found.value.filter(isInForce) : [];
    },
  };
}

describe('what is signed is in force, whatever was signed before (S17, S18)', () => {
  test('the inputs of an estimate that was replaced are signed anew, and take the place of what replaced it', async () => {
    const clinic = clinicAt();
    for (const tScore of [-3.2, -2.5, -3.2]) expect(await clinic.press(tScore)).toBe('signed');
    const estimates = await clinic.estimates();
    const [third, second, first] = estimates.ok ? estimates.value : [];
    expect([first.replacedBy, second.replacedBy, third.replacedBy]).toEqual([
      second.reference,
      third.reference,
      undefined,
    ]);
    expect(new Set([first, second, third].map(({ identifier }) => identifier)).size).toBe(3);
  });

  test('the same value from another version of its source is signed anew, and no input of it has changed', async () => {
    const clinic = clinicAt();
    await clinic.press(-3.2);
    clinic.newVersionOfSource();
    expect(await clinic.inForce()).toMatchObject([{ changedInputs: ['Observation/t1'] }]);
    expect(await clinic.press(-3.2)).toBe('signed');
    expect(await clinic.inForce()).toMatchObject([{ changedInputs: [] }]);
    expect(clinic.server.ofType('RiskAssessment')).toHaveLength(2);
  });

  test('the very estimate that is in force is found by a second press, and not written twice', async () => {
    const clinic = clinicAt();
    for (let time = 0; time < 3; time += 1) expect(await clinic.press(-3.2)).toBe('signed');
    await clinic.press(-2.5);
    for (let time = 0; time < 3; time += 1) expect(await clinic.press(-2.5)).toBe('signed');
    expect(clinic.server.ofType('RiskAssessment')).toHaveLength(2);
  });

  test('one that was entered in error is not signed again from the same sources, also after another was signed', async () => {
    const clinic = clinicAt();
    await clinic.press(-3.2);
    const [{ reference }] = await clinic.inForce();
    clinic.withdraw(reference);
    expect(await clinic.press(-3.2)).toBe('write-withdrawn');
    expect(await clinic.press(-2.5)).toBe('signed');
    expect(await clinic.press(-3.2)).toBe('write-withdrawn');
    expect(await clinic.inForce()).toHaveLength(1);
    clinic.newVersionOfSource();
    expect(await clinic.press(-3.2)).toBe('signed');
  });

  test('what a colleague signed meanwhile has to be seen before something takes its place', async () => {
    const clinic = clinicAt();
    const shown = await placeInChart(signedCaseSample, []);
    await clinic.press(-2.5);
    const now = await clinic.inForce();
    expect(await otherPlace(signedCaseSample, shown, now)).toMatchObject({ code: 'estimate-appeared' });
    expect(await placeInChart(signedCaseSample, now)).toMatchObject({ replaces: { reference: now[0].reference } });
  });
});

test('300 days of signing, changing and losing answers: each day ends with what was signed in force, once', async () => {
  let repeated = 0;
  for (let run = 0; run < 300; run += 1) {
    const random = mulberry32(run);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)];
    let healthy = false;
    const clinic = clinicAt(() => (healthy || random() < 0.9 ? 'none' : pick(faults)));
    const distinct: string[] = [];
    let version = 1;
    for (let step = 0; step < 4; step += 1) {
      if (random() < 0.3) {
        clinic.newVersionOfSource();
        version += 1;
      }
      const tScore = pick([-3.2, -2.5]);
      let said = '';
      for (let tries = 0; said !== 'signed' && tries < 40; tries += 1) {
        said = await clinic.press(tScore);
        if (said !== 'signed') repeated += 1;
      }
      const wanted = `${tScore} of version ${version}`;
      if (distinct.at(-1) !== wanted) distinct.push(wanted);
      healthy = true;
      const inForce = await clinic.inForce();
      healthy = false;
      expect({ run, step, said, inForce: inForce.length, changed: inForce[0]?.changedInputs }).toEqual({
        run,
        step,
        said: 'signed',
        inForce: 1,
        changed: [],
      });
      expect({ run, step, written: clinic.server.ofType('RiskAssessment').length }).toEqual({
        run,
        step,
        written: distinct.length,
      });
    }
  }
  expect(repeated).toBeGreaterThan(100);
});
