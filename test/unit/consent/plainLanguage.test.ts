import type { ConsentFacts } from '@/lib/consent/consentFacts';
import { consentTexts } from '@/lib/consent/consentTexts';
import { catalogues, type PatientLanguage, patientLanguages } from '@/lib/consent/messages/catalogue';
import { abstentionFacts, consentFactsOf, consentRecordSample } from '@/test/support/consentSample';
import { readingGrade, sentencesIn, wordsIn } from '@/test/support/plainLanguage';
import { signedCaseSample } from '@/test/support/signedCaseSample';
import { textsOf } from '@/test/support/textsOf';

const { estimate } = signedCaseSample;
const cases: Readonly<Record<string, ConsentFacts>> = {
  'an estimate': consentFactsOf(),
  'a low estimate': consentFactsOf({
    ...estimate,
    probability: 0.002,
    interval: { low: 0.001, high: 0.02, level: 0.8 },
  }),
  'a range whose ends are said alike': consentFactsOf({
    ...estimate,
    probability: 0.002,
    interval: { low: 0.001, high: 0.004, level: 0.8 },
  }),
  'a range too wide for one number': consentFactsOf({ ...estimate, interval: { low: 0.1, high: 0.7, level: 0.8 } }),
  'a validated program': { ...consentFactsOf(), demonstration: false, trainingPatients: 599 },
  'an abstention': abstentionFacts,
};

/** What a patient reads; whose record it is and the version line are no sentences. */
function bodyOf(facts: ConsentFacts, language: PatientLanguage = 'en'): string {
  const { identity: _identity, record: _record, ...body } = consentTexts(facts, { ...consentRecordSample, language });
  return [...new Set(textsOf(body))].filter((text) => text.includes(' ') || language === 'zh-CN').join('\n');
}

describe('the instrument itself', () => {
  test('rates a simple sentence low and an official one high, so that the limit can fail', () => {
    expect(readingGrade('The cat sat on the mat. It was warm.')).toBeLessThan(2);
    expect(
      readingGrade(
        'Residual postprocedural dorsalgia following percutaneous vertebral augmentation necessitates multidisciplinary evaluation.',
      ),
    ).toBeGreaterThan(12);
  });
});

describe.each(Object.entries(cases))('the English patient text of %s', (_name, facts) => {
  test('R15: reads at grade 6 or below', () => {
    expect(readingGrade(bodyOf(facts))).toBeLessThanOrEqual(6);
  });

  test('R15: has no sentence of more than 20 words', () => {
    const long = sentencesIn(bodyOf(facts)).filter((sentence) => wordsIn(sentence).length > 20);
    expect(long).toEqual([]);
  });
});

const banned: Readonly<Record<PatientLanguage, RegExp>> = {
  en: /risk score|AUROC|\bmodels?\b|high[- ]risk|candidate|\bfail|\b1 in \d|%|per ?cent|\bonly\b|\bjust\b|\bcommon\b|\brare\b|because/i,
  es: /puntuación de riesgo|AUROC|\bmodelo|alto riesgo|candidat|fracas|\b1 (en|de cada) \d|%|por ciento|\bsolamente\b|\bapenas\b|porque/i,
  'zh-CN': /风险评分|AUROC|模型|高风险|候选|失败|%|百分|仅仅|因为/,
  // "לפחות" would read as "at least", also where a prefix and "fewer" meet.
  he: /ציון סיכון|AUROC|מודל|סיכון גבוה|מועמד|נכשל|כישלון|1 (מתוך|מכל) \d|%|אחוז|(?<!\p{L})(רק|אך ורק|כי|מפני|לפחות)(?!\p{L})|בלבד|נפוץ|נדיר|בגלל|משום/u,
};

describe.each(patientLanguages)('patient texts in %s', (language) => {
  test('R1, R2, R6, R18: hold none of the banned words', () => {
    const hits = Object.entries(catalogues[language].messages).filter(([, text]) => banned[language].test(text));
    expect(hits).toEqual([]);
  });

  test('R18: hold no smiling face or exclamation mark', () => {
    expect(Object.values(catalogues[language].messages).join(' ')).not.toMatch(/[!！☺😀-🙏]/u);
  });

  test('R2: name no other denominator than 100, pain out of 10 apart', () => {
    for (const facts of Object.values(cases)) {
      const text = bodyOf(facts, language);
      const denominators = [...text.matchAll(/(?:out of|de cada|sobre|满分|\d (?:of|de)|每|מתוך) ?(\d+)/gi)].map(
        ([, of]) => of,
      );
      expect(denominators).toContain('100');
      expect(denominators.filter((of) => !['100', '10'].includes(of))).toEqual([]);
    }
  });
});
