import { renderToStaticMarkup } from 'react-dom/server';
import { PrintedPages } from '@/app/case/consent/PrintedPages';
import type { ConsentFacts } from '@/lib/consent/consentFacts';
import type { ConsentRecord } from '@/lib/consent/consentRecord';
import { consentTexts } from '@/lib/consent/consentTexts';
import { isolated } from '@/lib/consent/isolated';
import { catalogues, type PatientLanguage, patientLanguages } from '@/lib/consent/messages/catalogue';
import { bidiText, stretchesOf } from '@/lib/consent/pdf/bidiText';
import { consentPdf } from '@/lib/consent/pdf/consentPdf';
import { orThrow } from '@/lib/core/result';
import { consentFactsOf, consentRecordSample } from '@/test/support/consentSample';
import { pdfFontsOf } from '@/test/support/pdfFonts';
import { linesAsSeen, type PdfGlyph, pdfGlyphs, pdfPages } from '@/test/support/pdfText';

const printedAt = '2026-03-06T08:00:00Z';
/** Points; the last label of the scale reaches into the margin by less than one. */
const [a4, margin] = [595.28, 37];

function pdfIn(language: PatientLanguage, facts: ConsentFacts = consentFactsOf(), part: Partial<ConsentRecord> = {}) {
  const record = { ...consentRecordSample, ...part, language };
  return orThrow(
    consentPdf(consentTexts(facts, record), record, { paper: 'A4', fonts: pdfFontsOf(language), printedAt }),
  );
}

const named = (name: string): ConsentFacts => ({
  ...consentFactsOf(),
  identity: { ...consentFactsOf().identity, name },
});
const backwards = (text: string) => [...text].reverse().join('');
/** Left edge of the first of these characters on a line. */
const placeOf = (line: readonly PdfGlyph[], text: string): number => {
  const seen = line.toSorted((a, b) => a.x - b.x);
  const at = seen
    .map((glyph) => glyph.text)
    .join('')
    .indexOf(text);
  return at < 0 ? Number.NaN : seen[at].x;
};
const lineWith = (page: readonly PdfGlyph[], text: string): PdfGlyph[] => {
  const found = page.find(
    (glyph) =>
      !Number.isNaN(
        placeOf(
          page.filter(({ y }) => y === glyph.y),
          text,
        ),
      ),
  );
  return page.filter(({ y }) => y === found?.y);
};

describe('the PDF in Hebrew', () => {
  const pdf = pdfIn('he');
  const pages = pdfGlyphs(pdf);
  const seen = pages.map(linesAsSeen);

  test('E14: letters of a word stand from right to left, figures of a number from left to right', () => {
    const line = seen[1].find((one) => one.includes('100') && one.includes('31')) ?? '';
    expect(line).toBe('100 ךותמ 31 ךרעב');
    expect(seen[1].join('\n')).toContain(backwards('לכם יותר מטיפול אחר'));
    expect(seen[1].join('\n')).not.toMatch(/אנשים|\b13\b|\b001\b/);
  });

  test('E14, R9: the range is read as 19, then 44, and stands so from the right', () => {
    const [, text] = pdfPages([pdf])[0];
    expect(text).toMatch(/בין 19 לבין 44 מתוך 100/);
    const line = lineWith(pages[1], '44');
    expect(placeOf(line, '19')).toBeGreaterThan(placeOf(line, '44'));
  });

  test('E14: each line begins at the right margin or within a box, column or list there, never at the left one', () => {
    const title = lineWith(pages[0], backwards('צמנט עצם לחוליה'));
    const end = Math.max(...title.map(({ x, width }) => x + width));
    expect(end).toBeCloseTo(a4 - margin, 1);
    expect(Math.min(...title.map(({ x }) => x))).toBeGreaterThan(margin + 100);
    const bullet = lineWith(pages[1], backwards('אפשר לקחת זמן'));
    expect(bullet.toSorted((a, b) => b.x - a.x)[0].text).toBe('•');
  });

  test('E14: the first of two columns is the right one', () => {
    const heads = [consentTexts(consentFactsOf(), { ...consentRecordSample, language: 'he' }).options.columns]
      .flat()
      .map(({ what }) => backwards(what.split(' ').slice(0, 3).join(' ')));
    const line = lineWith(pages[0], heads[0]);
    expect(placeOf(line, heads[0])).toBeGreaterThan(placeOf(line, heads[1]));
  });

  test('E14, R9: the scale from 0 to 100 is not mirrored, as it is not in any language', () => {
    for (const language of patientLanguages) {
      const [, page] = pdfGlyphs(pdfIn(language));
      // Its labels are the page's only characters of 8 points: a line of three numbers.
      const y = page.find(
        (_, i) =>
          page
            .slice(i, i + 6)
            .map(({ text }) => text)
            .join('') === '050100',
      )?.y;
      const places = page.filter((glyph) => glyph.y === y).map(({ x }) => x);
      expect(places).toHaveLength(6);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }
  });

  test('S4, S15, S17: name, record number, level, version and paper number keep the order of their characters', () => {
    for (const said of ['Anna Sample', 'MRN 4711', 'L1', 'rbp-tabnet-demo 1.0.0', 'ab12cd34ef56', '1951', 'Dr Ruiz'])
      expect(seen[0].join('\n')).toContain(said);
  });

  test('E14: brackets enclose what they enclose, seen and copied', () => {
    expect(stretchesOf(bidiText('(עברית).', 'rtl'), 0, 8)).toEqual([{ text: '(עברית).', from: 0, level: 1 }]);
    expect(pdfPages([pdf])[0][0]).toContain('(עברית).');
  });
});

test.each(patientLanguages)('E14: nothing in the PDF in %s leaves its margins', (language) => {
  const words = 'אני רוצה לשאול 3 שאלות about my garden (it is large). ';
  const facts = named('כהן־לוי, דנה Anna (רבקה) 3rd');
  for (const all of pdfGlyphs(pdfIn(language, facts, { ownQuestions: words.repeat(5), mattersOther: words }))) {
    const page = all.filter(({ text }) => text.trim() !== '');
    expect(Math.min(...page.map(({ x }) => x))).toBeGreaterThanOrEqual(margin - 1);
    expect(Math.max(...page.map(({ x, width }) => x + width))).toBeLessThanOrEqual(a4 - margin + 1);
  }
});

describe('S4: a name', () => {
  test.each(['Anna Sample', 'Holloway, Margaret (Mrs.)', 'כהן, דנה (רבקה)', 'ד״ר לוי־כהן', 'O’Neill-כהן'])(
    '%s is found in the PDF of each language as it is written',
    (name) => {
      const texts = pdfPages(patientLanguages.map((language) => pdfIn(language, named(name))));
      for (const pages of texts) for (const page of pages) expect(page).toContain(name);
    },
  );

  test('in Hebrew stands in the English line before the birth date, from right to left, and takes no number along', () => {
    const [page] = pdfGlyphs(pdfIn('en', named('דנה כהן')));
    expect(linesAsSeen(page)[0]).toBe('ןהכ הנד · Born 2 Apr 1951 · Record number MRN 4711 · Broken bone: L1');
  });
});

describe('words of another script inside a text', () => {
  test('S4: what nothing can scramble stays as it is', () => {
    expect(isolated('Anna Sample (née Grün) 4711', 'ltr')).toBe('Anna Sample (née Grün) 4711');
  });

  test('S4: a Hebrew name in English, and a number or other letters in Hebrew, are set apart, line by line', () => {
    expect(isolated('דנה', 'ltr')).toBe('\u2068דנה\u2069');
    expect(isolated('MRN 4711', 'rtl')).toBe('\u2068MRN 4711\u2069');
    expect(isolated('one\n\nשתיים', 'rtl')).toBe('\u2068one\u2069\n\nשתיים');
  });

  test('S4: a name from a chart cannot turn what stands around it', () => {
    expect(isolated('Anna\u202e\u2069 Sample', 'ltr')).toBe('Anna Sample');
    const [page] = pdfGlyphs(pdfIn('en', named('Anna\u202e Sample')));
    expect(linesAsSeen(page)[0]).toContain('Anna Sample · Born 2 Apr 1951');
  });
});

test.each(patientLanguages)(
  'E14: the printed pages in %s name their language and the side they begin on',
  (language) => {
    const record = { ...consentRecordSample, language };
    const markup = renderToStaticMarkup(
      <PrintedPages texts={consentTexts(consentFactsOf(), record)} record={record} />,
    );
    expect(markup).toMatch(new RegExp(`^<article[^>]* lang="${language}" dir="${catalogues[language].direction}"`));
  },
);
