import { consentTexts } from '@/lib/consent/consentTexts';
import { catalogues, patientLanguages } from '@/lib/consent/messages/catalogue';
import { paperNumber } from '@/lib/consent/paperNumber';
import { abstentionFacts, consentFactsOf, consentRecordSample } from '@/test/support/consentSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';
import { textsOf } from '@/test/support/textsOf';

const record = consentRecordSample;

describe.each(patientLanguages)('the patient texts in %s', (language) => {
  const texts = consentTexts(consentFactsOf(), { ...record, language });
  const number = texts.number.kind === 'estimate' ? texts.number : undefined;

  test('R3: give both frames, those with pain and those without', () => {
    expect(number?.frames?.map(({ figure }) => /\d+/g.exec(figure.replace('100', ''))?.[0])).toEqual(['31', '69']);
    expect(number?.frames?.map(({ sentence }) => /31|69/.exec(sentence)?.[0])).toEqual(['31', '69']);
  });

  test('R4: repeat the counts in the legend of the picture', () => {
    expect(number?.array?.withLegend).toContain('31');
    expect(number?.array?.withoutLegend).toContain('69');
  });

  test('R9: give the uncertainty as numbers', () => {
    expect(number?.range.sentences.join(' ')).toMatch(/19.*44/);
  });

  test('R11: set the choices side by side, no procedure among them, each with what may be good and hard', () => {
    expect(texts.options.columns).toHaveLength(2);
    for (const { halves } of texts.options.columns)
      expect(halves.map(({ items }) => items.length > 0)).toEqual([true, true]);
  });

  test('R12: the order of good and hard can be switched', () => {
    const switched = consentTexts(consentFactsOf(), { ...record, language, order: 'hard-first' });
    expect(switched.options.columns.map(({ halves }) => halves)).toEqual(
      texts.options.columns.map(({ halves: [good, hard] }) => [hard, good]),
    );
  });

  test('S4: name the patient, birth date, record number and level', () => {
    expect(texts.identity.join(' ')).toMatch(/Anna Sample.*1951.*MRN 4711.*L1/);
  });

  test('S15, E14: name signer, version and whether the words were reviewed', () => {
    const { version } = catalogues[language];
    expect(texts.record.join(' ')).toMatch(
      new RegExp(`Dr Ruiz.*rbp-tabnet-demo 1\\.0\\.0.*${version.replaceAll('.', '\\.')}`),
    );
    expect(texts.record).toHaveLength(4);
  });

  test('S17: carry the number by which the chart tells whether the paper still holds', () => {
    expect(texts.record.join(' ')).toContain(paperNumber(String(consentFactsOf().identifier)));
  });

  test('S1: say of a demonstration that it is one, and of any other model that it is being studied and does not decide', () => {
    const other = consentTexts({ ...consentFactsOf(), demonstration: false }, { ...record, language });
    expect(texts.status).toBe(catalogues[language].messages.demonstration);
    expect(other.status).toBe(catalogues[language].messages.investigational);
    expect(other.status).not.toBe(texts.status);
  });

  test('S10: say an end of the range that is a bound once, not "as low as 2 or fewer"', () => {
    const estimate = { ...signedCaseSample.estimate, displayRange: { low: 0.19, high: 0.5 } };
    const bounded = consentTexts(consentFactsOf(estimate), { ...record, language }).number;
    const said = bounded.kind === 'estimate' ? bounded.range.sentences : [];
    expect(said[1]).toMatch(/19.*44/);
    expect(said[1]).not.toMatch(/as low as|少至|desde/);
    expect(number?.range.sentences[1]).not.toBe(said[1]);
  });

  test('S9: a range too wide for one number leaves the range alone, without a picture of a number', () => {
    const estimate = { ...signedCaseSample.estimate, interval: { low: 0.1, high: 0.7, level: 0.8 } };
    const wide = consentTexts(consentFactsOf(estimate), { ...record, language });
    expect(wide.number).not.toHaveProperty('frames');
    expect(wide.number).not.toHaveProperty('array');
    expect(textsOf(wide).join(' ')).not.toMatch(/\b31\b/);
    expect(textsOf(wide.number).join(' ')).toMatch(/10.*70/);
  });

  test('R21: an abstention gives plain words and population figures, and no number of the patient', () => {
    const refused = consentTexts(abstentionFacts, { ...record, language });
    expect(textsOf(refused.number).join(' ')).not.toMatch(/\d/);
    expect(refused.averages.sentences.join(' ')).toMatch(/12.*88.*19.*24.*76.*81/);
    expect(textsOf(refused).join(' ')).not.toMatch(/\b(31|69|19 .* 44)\b/);
  });

  test('R7: name the time and the pain with each count', () => {
    for (const { sentence } of number?.frames ?? [])
      expect(sentence).toMatch(/(month|个月|mes|חודש).*(4|10)|(4|10).*(month|mes)/);
  });

  test('R8: say whom the number comes from', () => {
    expect(number?.after.join(' ')).toMatch(/made-up|虚构|inventados|מומצאים/);
  });
});

describe('what is not there', () => {
  test('R14: no effect of the treatment is given as a number, as the sources give none', () => {
    const { options } = consentTexts(consentFactsOf(), record);
    expect(textsOf(options.columns).join(' ').replaceAll('6 months', '')).not.toMatch(/\d/);
  });

  test('R13: what the pain means in full, and how early pain goes, stands behind "more"', () => {
    const { more, number } = consentTexts(consentFactsOf(), record);
    expect(more.items).toHaveLength(2);
    expect(textsOf(number)).not.toContain(more.items[0]);
  });
});
