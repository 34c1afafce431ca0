import { renderToStaticMarkup } from 'react-dom/server';
import { Confirmations, confirmations } from '@/app/case/sign/Confirmations';
import { signedCaseOf } from '@/lib/client/sign/signedCase';
import type { SignedCase } from '@/lib/fhir/write/signedCase';
import type { ModelInputValue } from '@/lib/model/assessment';
import type { SmartSession } from '@/lib/smart/session';
import { chartDataSample as chart } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const { estimate, imaging, signer, localCodes, signedAt } = signedCaseSample;
const statement = (id: string, signed: SignedCase) => confirmations.find((one) => one.id === id)?.say(signed);
const shown = (inputs: readonly ModelInputValue[]): string =>
  renderToStaticMarkup(
    <Confirmations
      signed={{ ...signedCaseSample, estimate: { ...estimate, inputs } }}
      confirmed={new Set()}
      onConfirm={() => {}}
    />,
  );
const input = (name: string, value: number | 'unknown', changes: Partial<ModelInputValue> = {}): ModelInputValue => ({
  name,
  label: name,
  group: 'clinical',
  value,
  ...changes,
});

describe('what a signer confirms', () => {
  test('S4: whose case it is by name, birth date and record number, as the chart says them', () => {
    const ownEstimate = { kind: 'estimate', per100: 25, at: signedAt } as const;
    const state = { launchId: 'l', edits: [], choices: {}, chart, imaging, assessment: estimate, ownEstimate };
    const signed = signedCaseOf(state, { user: signer } as SmartSession, localCodes, signedAt);
    expect(signed && statement('identity', signed)).toBe(
      'This is the case of Sample Patient, born 2 Jan 1950, record number MRN-0042.',
    );
  });

  test('and says so where the chart knows neither', () => {
    const { birthDate, recordNumber, ...unknown } = signedCaseSample;
    expect(statement('identity', unknown)).toBe(
      'This is the case of Anna Sample, date of birth unknown, record number unknown.',
    );
  });

  test('that the inputs are right: each is listed in words, closed at first, and the unknown ones are counted (S8)', () => {
    const markup = shown([
      input('ageYears', 74.6),
      input('bmi', 27.5, { edited: true }),
      input('fractureCount', 1),
      input('fasciaInjury', 0),
      input('depression', 'unknown'),
      input('cleft', 1),
      input('sex', 1),
      input('glcm', 0.123456, { group: 'radiomics' }),
    ]);
    expect(markup).toMatch(/<details(?![^>]*open)[^>]*><summary[^>]*>Inputs used: 8, 1 unknown/);
    const values = [...markup.matchAll(/<dt[^>]*>([^<]+)<\/dt><dd[^>]*>([^<]+)</g)].map(([, ...pair]) =>
      pair.join(' '),
    );
    expect(values).toEqual([
      'ageYears 74 years',
      'bmi 27.5 kg/m², corrected',
      'fractureCount 1',
      'fasciaInjury No',
      'depression unknown',
      'cleft Present',
      'sex Yes',
      'glcm 0.1235',
    ]);
    expect(shown([input('bmi', 24)])).toContain('Inputs used: 1, none unknown');
  });
});
