import { renderToStaticMarkup } from 'react-dom/server';
import { WrittenView } from '@/app/case/sign/WrittenView';
import type { SignedRecord } from '@/lib/client/case/caseState';
import { signatureOfResult } from '@/lib/client/sign/signatureOfResult';
import { numberSentences } from '@/lib/fhir/write/narrative';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const { estimate } = signedCaseSample;
const record: SignedRecord = {
  riskAssessment: 'RiskAssessment/7',
  resources: ['Device/1', 'RiskAssessment/7', 'Observation/2', 'Observation/3', 'Provenance/4'],
  number: numberSentences(signedCaseSample),
  identifier: 'f'.repeat(64),
  signedBy: 'Dr Ruiz',
  signedAt: '2026-03-05T10:00:00.000Z',
  resultAt: estimate.computedAt,
  status: 'final',
};
const markupOf = (changes: Partial<SignedRecord> = {}): string =>
  renderToStaticMarkup(<WrittenView record={{ ...record, ...changes }} />);
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('whether the result that the case shows is signed (S3, S18)', () => {
  test('it is while it is the one that was signed', () => {
    expect(signatureOfResult({ signed: record, assessment: estimate })).toBe(record);
  });

  test('one that was computed afterwards is not: it can be signed in the same launch', () => {
    const newer = { ...estimate, computedAt: '2026-03-05T11:00:00Z' };
    expect(signatureOfResult({ signed: record, assessment: newer })).toBeUndefined();
  });

  test('where the result was dropped for other inputs, what was signed is still told', () => {
    expect(signatureOfResult({ signed: record })).toBe(record);
  });
});

describe('the receipt of a signature', () => {
  test('begins with the number in both frames, its range, and who signed when', () => {
    expect(textOf(markupOf())).toMatch(
      /^ Of 100 people like this one [^.]*about 31 [^.]*about 69 do not\. The range is 19 to 44\. +Signed by Dr Ruiz on 5 Mar 2026, \d\d:\d\d\./,
    );
  });

  test('names what was written in words, and the estimate is one of them', () => {
    expect(textOf(markupOf())).toMatch(
      /What was written The model that computed it The estimate A finding that you read or corrected, 1 of 2 A finding that you read or corrected, 2 of 2 Who signed it/,
    );
  });

  test('keeps the identifier and the references under details', () => {
    const [open, details] = markupOf().split('<details');
    expect(open).not.toMatch(/f{64}|RiskAssessment\/7/);
    expect(details).toMatch(/f{64}[\s\S]*RiskAssessment\/7/);
  });

  test.each<[string, Partial<SignedRecord>, RegExp, RegExp]>([
    ['signed', {}, /Signed and in the chart/, /text-ok/],
    ['amended', { status: 'amended' }, /amended since/, /text-ok/],
    ['for a note', { text: 'words' }, /Signed, not in the chart yet/, /text-attention/],
    ['withdrawn', { status: 'entered-in-error' }, /Entered in error: this estimate does not hold/, /text-stop/],
  ])('says of one that is %s what it is, in words and in its mark', (_what, changes, words, mark) => {
    const markup = markupOf(changes);
    expect(textOf(markup)).toMatch(words);
    expect(markup).toMatch(mark);
  });

  test('S17: strikes a withdrawn number through, and nowhere claims that it is signed and in the chart', () => {
    const markup = markupOf({ status: 'entered-in-error' });
    expect(markup).toMatch(/<s>Of 100 people/);
    expect(markup).not.toMatch(/Signed and in the chart|text-ok|border-l-ok/);
  });
});
