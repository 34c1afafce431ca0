import type { CaseState } from '@/lib/client/case/caseState';
import { consentGate } from '@/lib/client/consent/consentGate';
import { newConsentRecord } from '@/lib/consent/consentRecord';
import { consentTexts } from '@/lib/consent/consentTexts';
import type { EarlierEstimate } from '@/lib/fhir/write/earlierEstimates';
import type { Abstention } from '@/lib/model/assessment';
import { chartDataSample as chart } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const { estimate, imaging } = signedCaseSample;
const signed = {
  riskAssessment: 'RiskAssessment/1',
  resources: ['RiskAssessment/1'],
  identifier: 'abc',
  signedBy: 'Dr Ruiz',
  signedAt: '2026-03-05T10:00:00Z',
  number: [],
  resultAt: estimate.computedAt,
  status: 'final',
} as const;
const unsigned: CaseState = { launchId: 'l', edits: [], choices: {}, chart, imaging, assessment: estimate };
const abstention: Abstention = {
  kind: 'abstention',
  model: estimate.model,
  reasons: [],
  cautions: [],
  computedAt: '2026-03-05T09:50:00Z',
};

const inChart: EarlierEstimate = {
  reference: 'RiskAssessment/9',
  status: 'final',
  signedOn: '2026-03-04T10:00:00Z',
  signedBy: 'Dr Ruiz',
  per100: 31,
  range: { low: 19, high: 44 },
  identifier: 'abc',
  program: 'rbp-tabnet-demo 1.0.0',
  demonstration: true,
  changedInputs: [],
};

describe('R8: an estimate of a model that is none of demonstration', () => {
  test('tells the patient how many patients the program learned from', () => {
    const model = { ...estimate.model, status: 'validated' } as const;
    const gate = consentGate({ ...unsigned, assessment: { ...estimate, model, trainingPatients: 599 }, signed });
    if (gate.state !== 'open') throw new Error('it is closed');
    expect(JSON.stringify(consentTexts(gate.facts, newConsentRecord(gate.about)))).toContain(
      'It learned from 599 patients at one hospital.',
    );
  });
});

describe('an estimate that an earlier launch signed', () => {
  const fresh: CaseState = { launchId: 'l', edits: [], choices: {}, chart };

  test('R19, R20: opens the patient view with the counts of the chart', () => {
    expect(consentGate({ ...fresh, signedEarlier: inChart })).toMatchObject({
      state: 'open',
      about: 'abc',
      facts: {
        numbers: { kind: 'estimate', point: { count: 31, rest: 69 }, low: { count: 19 }, high: { count: 44 } },
        signer: { name: 'Dr Ruiz' },
        demonstration: true,
      },
    });
  });

  test.each([
    ['an input changed since (S18)', { changedInputs: ['Observation/1'] }, 'consent-inputs-changed'],
    ['the chart does not say what it rests on (S18)', { changedInputs: undefined }, 'consent-inputs-changed'],
    ['it was entered in error (S17)', { status: 'entered-in-error' as const }, 'consent-withdrawn'],
    ['another one replaced it (S17)', { replacedBy: 'RiskAssessment/10' }, 'consent-withdrawn'],
    ['no signer is named (S3)', { signedBy: undefined }, 'consent-no-result'],
  ])('stays closed where %s', (_name, change, code) => {
    expect(consentGate({ ...fresh, signedEarlier: { ...inChart, ...change } })).toMatchObject({ problem: { code } });
  });

  test.each<[string, Partial<CaseState>]>([
    ['a value was corrected here', { edits: [{ input: 'bmi', value: 27, reason: 'weighed', by: 'Dr Ruiz', at: '' }] }],
    ['one of two values was chosen here', { choices: { tScore: 'Observation/2' } }],
    ['this launch signed another, and its inputs changed since', { signed }],
  ])('S18: stays closed where %s', (_name, change) => {
    expect(consentGate({ ...fresh, signedEarlier: inChart, ...change })).toMatchObject({
      problem: { code: 'consent-inputs-changed' },
    });
  });

  test.each([
    ['the model', [{ modelId: 'rbp-tabnet-demo' }], false],
    ['this version of it', [{ modelId: 'rbp-tabnet-demo', modelVersion: '1.0.0' }], false],
    ['another version', [{ modelId: 'rbp-tabnet-demo', modelVersion: '0.9.0' }], true],
    ['another model', [{ modelId: 'rbp' }], true],
  ])('S20: with %s stopped at the site, an estimate from before is as open as it may be', (_name, stopped, opens) => {
    const states = [
      { ...fresh, signedEarlier: inChart },
      { ...unsigned, signed },
    ];
    for (const state of states) expect(consentGate(state, stopped).state).toBe(opens ? 'open' : 'locked');
  });

  test('S9: stands without a single number where its range is 40 or wider', () => {
    const gate = consentGate({ ...fresh, signedEarlier: { ...inChart, range: { low: 10, high: 50 } } });
    expect(gate).toMatchObject({ state: 'open' });
    expect(gate.state === 'open' && gate.facts.numbers).not.toHaveProperty('point');
  });
});

describe('the patient view', () => {
  test('R19, S3: stays closed before the signature', () => {
    expect(consentGate(unsigned)).toMatchObject({ state: 'locked', problem: { code: 'consent-not-signed' } });
  });

  test('R19: opens on the signed estimate, with its numbers', () => {
    expect(consentGate({ ...unsigned, signed })).toMatchObject({
      state: 'open',
      about: 'abc',
      facts: { numbers: { kind: 'estimate', point: { count: 31, rest: 69 }, low: { count: 19 }, high: { count: 44 } } },
    });
  });

  test('R19: opens where a clinician signed again what the chart already held, under its first signature', () => {
    const first = { ...signed, signedAt: '2026-03-01T10:00:00Z', signedBy: 'Dr Okafor' };
    expect(consentGate({ ...unsigned, signed: first })).toMatchObject({
      state: 'open',
      facts: { signer: { name: 'Dr Okafor', at: '2026-03-01T10:00:00Z' } },
    });
  });

  test('S3, S18: closes when the result was computed again after the signature', () => {
    const newer = { ...estimate, computedAt: '2026-03-05T10:00:01Z' };
    expect(consentGate({ ...unsigned, signed, assessment: newer })).toMatchObject({
      problem: { code: 'consent-signed-another' },
    });
  });

  test('S17: closes when the estimate was entered in error', () => {
    expect(consentGate({ ...unsigned, signed: { ...signed, status: 'entered-in-error' } })).toMatchObject({
      problem: { code: 'consent-withdrawn' },
    });
  });

  test('S18: closes when the result was dropped for changed inputs', () => {
    expect(consentGate({ ...unsigned, signed, assessment: undefined, signedEarlier: inChart })).toMatchObject({
      problem: { code: 'consent-inputs-changed' },
    });
  });

  test('R21: an abstention opens once a named clinician opened it, without a number', () => {
    const state = { ...unsigned, assessment: abstention };
    const gate = consentGate(state);
    expect(gate).toMatchObject({ state: 'to-open' });
    const about = gate.state === 'to-open' ? gate.about : '';
    const consent = { ...newConsentRecord(about), openedBy: 'Dr Ruiz', openedAt: '2026-03-05T10:00:00Z' };
    expect(consentGate({ ...state, consent })).toMatchObject({
      state: 'open',
      facts: { numbers: { kind: 'abstention' }, signer: { name: 'Dr Ruiz' } },
    });
  });
});
