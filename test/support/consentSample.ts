import type { ConsentFacts } from '@/lib/consent/consentFacts';
import { patientNumbers } from '@/lib/consent/consentFacts';
import { type ConsentRecord, newConsentRecord } from '@/lib/consent/consentRecord';
import type { Estimate } from '@/lib/model/assessment';
import { signedCaseSample } from './signedCaseSample';

export const consentFactsOf = (estimate: Estimate = signedCaseSample.estimate): ConsentFacts => ({
  identity: { name: 'Anna Sample', birthDate: '1951-04-02', recordNumber: 'MRN 4711', level: 'L1' },
  numbers: patientNumbers(estimate),
  demonstration: true,
  programVersion: 'rbp-tabnet-demo 1.0.0',
  signer: { name: 'Dr Ruiz', at: '2026-03-05T10:00:00Z' },
  identifier: 'ab12cd34ef56ab12cd34ef56',
});

export const abstentionFacts: ConsentFacts = {
  ...consentFactsOf(),
  numbers: { kind: 'abstention' },
  identifier: undefined,
};

export const consentRecordSample: ConsentRecord = {
  ...newConsentRecord('ab12cd34ef56ab12cd34ef56'),
  averageShown: true,
};
