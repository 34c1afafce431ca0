import fc from 'fast-check';
import { unzlibSync } from 'fflate';
import type { ConsentFacts } from '@/lib/consent/consentFacts';
import { type ConsentRecord, longestText } from '@/lib/consent/consentRecord';
import { consentTexts } from '@/lib/consent/consentTexts';
import { patientLanguages } from '@/lib/consent/messages/catalogue';
import { consentPdf } from '@/lib/consent/pdf/consentPdf';
import type { Paper } from '@/lib/consent/pdf/paper';
import { perHundred } from '@/lib/core/perHundred';
import { orThrow } from '@/lib/core/result';
import { abstentionFacts, consentFactsOf, consentRecordSample } from '@/test/support/consentSample';
import { pdfFontsOf } from '@/test/support/pdfFonts';
import { pdfPages, tight } from '@/test/support/pdfText';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const printedAt = '2026-03-06T08:00:00Z';

function pdfOf(facts: ConsentFacts, record: ConsentRecord = consentRecordSample, paper: Paper = 'A4'): Uint8Array {
  return orThrow(
    consentPdf(consentTexts(facts, record), record, { paper, fonts: pdfFontsOf(record.language), printedAt }),
  );
}

const pagesOf = (pdf: Uint8Array): string[] => pdfPages([pdf])[0];

const full: ConsentRecord = {
  ...consentRecordSample,
  mattersMost: ['walking', 'sleep', 'tablets', 'no-procedure'],
  mattersOther: 'w '.repeat(longestText.mattersOther / 2),
  ownQuestions: 'what about '.repeat(30).slice(0, longestText.ownQuestions),
  teachBack: {
    words: 'about thirty '.repeat(30).slice(0, longestText.teachBack),
    understood: true,
    by: 'Dr Ruiz',
    at: printedAt,
  },
};

describe.each(patientLanguages)('the PDF in %s', (language) => {
  test.each(['A4', 'Letter'] as const)(
    'E13: has two pages of %s, even with everything ticked and the longest words, each with identity, version and date',
    async (paper) => {
      for (const facts of [consentFactsOf(), abstentionFacts]) {
        const record = { ...full, language };
        const texts = consentTexts(facts, record);
        const pages = pagesOf(pdfOf(facts, record, paper));
        expect(pages).toHaveLength(2);
        pages.forEach((page, i) => {
          for (const line of [...texts.identity, ...texts.record, texts.printed(printedAt), texts.page(i + 1, 2)])
            expect(tight(page)).toContain(tight(line));
          expect(tight(page)).toContain(tight(texts.status));
        });
      }
    },
  );

  test('R20, R3: carries the same counts and range as the screen, both frames', async () => {
    const record = { ...consentRecordSample, language };
    const { number } = consentTexts(consentFactsOf(), record);
    if (number.kind !== 'estimate') throw new Error('an estimate was expected');
    const pdf = pdfOf(consentFactsOf(), record);
    const text = tight(pagesOf(pdf).join(''));
    expect(drawingsOf(pdf).match(/11\.88 11\.88 re f$/gm)).toHaveLength(31);
    for (const said of [
      ...(number.frames ?? []).flatMap(({ figure, sentence }) => [figure, sentence]),
      ...number.range.sentences,
    ])
      expect(text).toContain(tight(said));
  });

  test('R21: on an abstention holds no number of the patient', async () => {
    const record = { ...consentRecordSample, language };
    const text = pagesOf(pdfOf(abstentionFacts, record)).join(' ');
    expect(text).not.toMatch(/\b(31|69|44)\b/);
  });
});

/** Drawing instructions of the second page: the last page's content stream. */
function drawingsOf(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, data]) =>
    Buffer.from(unzlibSync(Uint8Array.from(Buffer.from(data, 'latin1')))).toString('latin1'),
  );
  return streams.filter((stream) => stream.startsWith('0 g 0 G'))[1];
}

describe('the PDF of any estimate', () => {
  test('R20, R4: says the count of the screen, draws as many filled people, and 100 in all', () => {
    const random = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { numRuns: 25, seed: 6 });
    const probabilities = [...random, 0, 0.004, 0.0051, 0.995, 1];
    const cases = probabilities.map((probability) => {
      const interval = { low: Math.max(0, probability - 0.1), high: Math.min(1, probability + 0.1), level: 0.8 };
      const facts = consentFactsOf({ ...signedCaseSample.estimate, probability, interval });
      return { pdf: pdfOf(facts), point: perHundred(probability) };
    });
    const texts = pdfPages(cases.map(({ pdf }) => pdf));
    cases.forEach(({ pdf, point }, i) => {
      expect(texts[i][1].toLowerCase()).toContain(`${point.about} of 100`);
      expect(texts[i][1].toLowerCase()).toContain(`${point.aboutRest} of 100`);
      const drawings = drawingsOf(pdf);
      expect(drawings.match(/11\.88 11\.88 re f$/gm)?.length ?? 0).toBe(point.count);
      // One circle more stands in the legend.
      expect(drawings.match(/^0\.9 w .* c S$/gm)?.length ?? 0).toBe(point.rest + 1);
    });
  });
});

describe('an estimate beyond what validation covered', () => {
  test.each([0.01, 0.14, 0.6])(
    'S10, R20: at %d is written as on the screen, in the letters of the Latin font',
    (probability) => {
      const interval = { low: Math.max(0, probability - 0.1), high: probability + 0.1, level: 0.8 };
      const displayRange = { low: 5, high: 40 };
      const facts = consentFactsOf({ ...signedCaseSample.estimate, probability, displayRange, interval });
      const texts = consentTexts(facts, consentRecordSample);
      const made = consentPdf(texts, consentRecordSample, {
        paper: 'A4',
        fonts: pdfFontsOf('en').slice(0, 1),
        printedAt,
      });
      const [, second] = pagesOf(orThrow(made));
      if (texts.number.kind !== 'estimate') throw new Error('an estimate was expected');
      for (const { figure } of texts.number.frames ?? []) expect(tight(second)).toContain(tight(figure));
      for (const sentence of texts.number.range.sentences) expect(tight(second)).toContain(tight(sentence));
      expect(texts.number.range.sentences.join(' ')).toMatch(/or fewer|or more/);
    },
  );
});

describe('a name', () => {
  test('S4: in Latin with accents, Cyrillic, Greek or Chinese stands in the PDF as it is', async () => {
    for (const name of ['Łucja Żółć', 'Ольга Петрова', 'Ελένη Ά', '张伟', 'Nguyễn Thị Hạnh']) {
      const facts = { ...consentFactsOf(), identity: { ...consentFactsOf().identity, name } };
      const [first, second] = pagesOf(pdfOf(facts));
      expect([tight(first), tight(second)].map((page) => page.includes(tight(name)))).toEqual([true, true]);
    }
  });

  test('S4: with a character that no font holds gets no PDF, instead of a wrong name', () => {
    const facts = { ...consentFactsOf(), identity: { ...consentFactsOf().identity, name: 'محمد' } };
    const texts = consentTexts(facts, consentRecordSample);
    const result = consentPdf(texts, consentRecordSample, { paper: 'A4', fonts: pdfFontsOf('en'), printedAt });
    expect(result).toMatchObject({ ok: false, problem: { code: 'pdf-characters' } });
  });
});
