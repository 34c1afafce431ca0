import type { CaseState } from '@/lib/client/case/caseState';
import { consentGate } from '@/lib/client/consent/consentGate';
import { newConsentRecord } from '@/lib/consent/consentRecord';
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

  test('S3, S18: closes when the result is newer than the signature', () => {
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
    expect(consentGate({ ...unsigned, signed, assessment: undefined })).toMatchObject({ state: 'locked' });
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
