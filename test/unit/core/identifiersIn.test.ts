import fc from 'fast-check';
import { identifiersIn } from '@/lib/core/identifiersIn';
import type { KnownPatient } from '@/lib/core/patientForms';

const known: KnownPatient = {
  names: ['Margaret Anne Holloway', 'Holloway', 'Margaret', 'Anne'],
  numbers: ['NF-10021', '+44 171 555 0199'],
  birthDate: '1948-07-10',
};
const named = (...names: string[]): KnownPatient => ({ names, numbers: [] });
const kinds = (text: string, patient = known) => identifiersIn(text, patient).map(({ kind }) => kind);

describe('S19: words of a clinician that tell nothing of who the patient is', () => {
  test.each([
    'The cleft is gas, not fluid, and the model seems to read it as sclerosis.',
    'Pain is 7 of 10 at rest and 9/10 on standing; I expect more than the model says.',
    'HU 1200 in the box: that is cement from the level below, not bone.',
    'Mean HU of 98 to 143 in the body, but -1000 HU where the gas is.',
    'Rim of 1200-1500 HU along the endplate was taken into the outline.',
    'T-scores -2.5, -3.1 and -2.8; the lowest was not used.',
    'T12 and L1 are fused, so the level count is wrong (T11-12-L1).',
    'Outline includes the pedicles on the left, about 3 mm too wide.',
    'She may need a second level; the estimate is for one.',
    'Marked kyphosis of 25 degrees (25-30-35 over a year), local angle 18.5, height loss 40 %.',
    'Strength 4/5 in the left leg since the fall 3 weeks ago.',
    'BMI 24.5 is from before she lost 12 kg on chemotherapy.',
    'Zoledronate 5 mg last year, vitamin D 50,000 IU weekly, calcium 1000 mg.',
    '78-year-old on 5 mg prednisolone; bone is worse than the DXA says.',
    'Too low: augmented 2 levels before, adjacent fracture, fascia torn.',
    'Blood pressure 120/80, nothing systemic. PMMA 4.5 ml planned.',
    'El dolor de la espalda es por la artrosis facetaria, no por la fractura.',
    '估计值偏高，患者骨质疏松严重，疼痛评分 8 分。',
    'Looks right for the spine as a whole, wrong for a burst fracture with 30 % canal narrowing.',
    'An estimate of 7 of 10 may be too high; a T-score of -3 may be from the hip.',
    'She fell 3 weeks ago, 2 levels are broken, and sat up in bed since.',
    'Slice thickness 2.5 mm, kernel B60; texture may be off by that.',
  ])('"%s" may go', (text) => {
    expect(identifiersIn(text, known)).toEqual([]);
  });

  test.each([
    ['Mrs Holloway told me', 'patient-name'],
    ['Mrs Carter told me', 'titled-name'],
    ['HOLLOWAY has metastases', 'patient-name'],
    ["Hólloway's outline is off", 'patient-name'],
    ['for margaret this is too high', 'patient-name'],
    ['see NF-10021', 'patient-number'],
    ['see nf 10 021', 'patient-number'],
    ['ring 0171 555 0199', 'phone'],
    ['ring +44 (171) 555-0199', 'patient-number'],
    ['ring (555) 867-5309', 'phone'],
    ['born 10.7.48', 'birth-date'],
    ['born 7/10/1948', 'birth-date'],
    ['as on 7/10', 'birth-date'],
    ['operated 2026-03-05', 'date'],
    ['operated 05.03.2026', 'date'],
    ['operated 3/5/26', 'date'],
    ['operated 5 March', 'date'],
    ['operated on the 5th of March 2026', 'date'],
    ['operated Mar 5, 2026', 'date'],
    ['operated in March', 'date'],
    ['operated 5 May with us', 'date'],
    ['operated 5 may 2026', 'date'],
    ['operada el 5 de marzo', 'date'],
    ['am 5. März operiert', 'date'],
    ['opérée le 5 février', 'date'],
    ['fell on 3/5', 'date'],
    ['3月5日手术', 'date'],
    ['record 4711', 'digits'],
    ['record ４７１１', 'digits'],
    ['record ٤٧١١', 'digits'],
    ['since 2019', 'digits'],
    ['HU 12000', 'digits'],
    ['write to m.h@example.org', 'email'],
    ['see https://pacs/x', 'url'],
    ['see www.example.org/x', 'url'],
    ['Frau Schmidt sagt', 'titled-name'],
  ])('"%s" may not: %s', (text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  test('without the patient, as on the server, the patterns alone are looked for', () => {
    expect(identifiersIn('Holloway has metastases')).toEqual([]);
    expect(identifiersIn('Holloway, born 10.7.48')).toEqual([{ kind: 'date', found: '10.7.48' }]);
  });

  test('a value of four digits passes by its unit, unless it is the record number', () => {
    expect(identifiersIn('1002 HU')).toEqual([]);
    expect(identifiersIn('1002 HU', { names: [], numbers: ['1002'] })).toEqual([
      { kind: 'patient-number', found: '1002' },
    ]);
  });

  test('tells each thing as it stands in the text, once', () => {
    expect(identifiersIn('Holloway, 05.03.2026, NF-10021', known)).toEqual([
      { kind: 'patient-number', found: 'NF-10021' },
      { kind: 'date', found: '05.03.2026' },
      { kind: 'patient-name', found: 'Holloway' },
    ]);
  });
});

describe("the patient's name", () => {
  test.each([
    ['an ordinary word', 'May Long', 'may be too long', ['may', 'long']],
    ['of two letters', 'Bo Li', 'Li is better, limit reached', ['Li']],
    [
      'with an apostrophe and a hyphen',
      "Siobhán O'Brien-Núñez",
      'OBrien, o’brien, NUNEZ',
      ['OBrien', 'brien', 'NUNEZ'],
    ],
    ['with an umlaut, spelled out', 'Jürgen Müller', 'Mueller and Muller', ['Mueller', 'Muller']],
    ['spelled out, with an umlaut', 'Juergen Mueller', 'Müller', ['Müller']],
    ['with letters of their own', 'Łukasz Sørensen', 'LUKASZ Soerensen', ['LUKASZ', 'Soerensen']],
    ['in Greek', 'Γιώργος', 'ΓΙΩΡΓΟΣ', ['ΓΙΩΡΓΟΣ']],
    ['in Chinese, within a sentence', '李小龙', '患者李小龙疼痛', ['患者李小龙疼痛']],
    ['with hidden characters', 'Holloway', 'Hol\u00adlo\u200dway', ['Holloway']],
  ])('%s is found', (_what, name, text, found) => {
    expect(identifiersIn(text, named(name)).map((one) => one.found)).toEqual(found);
  });

  test.each([
    ['its particles, which are ordinary words', 'Maria de la Cruz', 'el dolor de la espalda'],
    ['a part of a longer word', 'Ann Long', 'annular fissure, prolonged, along'],
    ['an initial', 'Margaret A. Holloway', 'a reading of level A'],
  ])('is not found in %s', (_what, name, text) => {
    expect(identifiersIn(text, named(name))).toEqual([]);
  });

  test('a particle that is all of the family name counts', () => {
    expect(kinds('I do not agree', named('Do'))).toEqual(['patient-name']);
  });

  const letters = [...'abcdefghijklmnopqrstuvwxyzàáâãçèéêëìíîïñòóôõùúûýčěřšžąćęłńśźżőűğışøåæœäöüß'];
  const name = fc.array(fc.constantFrom(...letters), { minLength: 2, maxLength: 14 }).map((chars) => chars.join(''));
  const around = fc.stringMatching(/^([a-z ,.;:()!?%'-]{0,40})$/);
  const marks = ['', '\u0301', '\u0308', '\u0327', '\u030c'];
  const particles =
    /^(de|la|las|los|del|da|das|do|dos|di|du|le|van|von|der|den|zu|bin|ibn|al|el|y|mr|mrs|ms|miss|dr|prof|sr|sra|jr)$/;

  test('is found in any text around it, in any case, with any diacritics', () => {
    fc.assert(
      fc.property(
        name,
        around,
        around,
        fc.infiniteStream(fc.boolean()),
        fc.infiniteStream(fc.constantFrom(...marks)),
        (family, before, after, upper, mark) => {
          const typed = [...family]
            .map((letter) => (upper.next().value ? letter.toUpperCase() : letter) + mark.next().value)
            .join('');
          const found = identifiersIn(`${before} ${typed} ${after}`, named(`Q ${family}`, family));
          expect(found.map(({ kind }) => kind)).toContain('patient-name');
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('no text of words that are not in it is refused for it', () => {
    const word = fc
      .array(fc.constantFrom(...'bcdfghjkmnpqrstvwxz'), { minLength: 1, maxLength: 9 })
      .map((c) => c.join(''));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), name, (words, family) => {
        fc.pre(/[aeiou]/.test(family) && !particles.test(family));
        expect(kinds(words.join(' '), named(family))).not.toContain('patient-name');
      }),
    );
  });
});
