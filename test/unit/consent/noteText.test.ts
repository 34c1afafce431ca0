import { noteText } from '@/lib/consent/noteText';
import { abstentionFacts, consentFactsOf, consentRecordSample } from '@/test/support/consentSample';

const record = {
  ...consentRecordSample,
  mattersMost: ['sleep'] as const,
  teachBack: { words: 'a third still hurt', understood: true, by: 'Dr Ruiz', at: '2026-03-06T08:00:00Z' },
};

test('E15, R17, R20: the note holds both frames, the range, what matters and the teach-back, and names no patient', () => {
  const note = noteText(consentFactsOf(), record);
  expect(note).toMatch(/about 31 of 100 with residual back pain, about 69 without; range 19 to 44/);
  expect(note).toMatch(/sleeping well/);
  expect(note).toMatch(/recorded by Dr Ruiz on 6 Mar 2026: "a third still hurt"/);
  expect(note).not.toMatch(/Anna|MRN/);
});

test('S1: the note says of a demonstration that it is one, and of any other model that it is investigational', () => {
  expect(noteText(consentFactsOf(), record)).toMatch(/Demonstration, not for care/);
  const other = noteText({ ...consentFactsOf(), demonstration: false }, record);
  expect(other).toMatch(/Investigational: the estimate informs and does not decide/);
  expect(other).not.toMatch(/Demonstration/);
});

test('R21: the note of an abstention holds no number of the patient', () => {
  expect(noteText(abstentionFacts, { ...record, teachBack: undefined, averageShown: false })).not.toMatch(/of 100/);
});
