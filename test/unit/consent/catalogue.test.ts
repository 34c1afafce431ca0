import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues, type PatientLanguage, patientLanguages } from '@/lib/consent/messages/catalogue';
import { en, type MessageKey } from '@/lib/consent/messages/en';
import { sayDate, sayIn } from '@/lib/consent/say';

const keys = Object.keys(en) as MessageKey[];

/** Variables of a message, through its plural and select branches. */
function variablesOf(message: string, language: string): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one);
      return;
    }
    if (value === null || typeof value !== 'object') return;
    const { type, value: name, options } = value as { type?: number; value?: unknown; options?: object };
    // Literals are type 0 and the number sign is type 7; every other element names a variable.
    if (typeof type === 'number' && type !== 0 && type !== 7 && typeof name === 'string') found.add(name);
    for (const option of Object.values(options ?? {})) walk((option as { value: unknown }).value);
  };
  walk(new IntlMessageFormat(message, language, undefined, { ignoreTag: true }).getAst());
  return found;
}

describe.each(patientLanguages)('the catalogue in %s', (language) => {
  const { messages, version, name, reviewer, direction } = catalogues[language];

  test('E14: has every message of the English one, and none is empty', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort());
    expect(Object.values(messages).filter((text) => text.trim() === '')).toEqual([]);
  });

  test('E14: uses the same variables as the English one in each message', () => {
    const differing = keys.filter((key) => {
      const [own, english] = [variablesOf(messages[key], language), variablesOf(en[key], 'en')];
      return [...own].sort().join() !== [...english].sort().join();
    });
    expect(differing).toEqual([]);
  });

  test('E14: is written from the side from which its name is', () => {
    const fromRight = /^\p{Script=Hebrew}/u.test(name);
    expect(direction).toBe(fromRight ? 'rtl' : 'ltr');
  });

  test('E14: has a version and a name, and an honest word on who reviewed it', () => {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(name).not.toBe('');
    expect(reviewer === undefined || reviewer.trim().length > 3).toBe(true);
    expect(sayIn(language)('notReviewed')).not.toBe('');
  });
});

describe('plural rules', () => {
  test('E14: one person is said in the singular where the language has one', () => {
    const one = (language: PatientLanguage) => sayIn(language)('withPain', { count: 1, cap: 'none' });
    expect(one('en')).toMatch(/^About 1 of them still has /);
    expect(one('es')).toMatch(/cerca de 1 de ellas sigue /);
    expect(one('zh-CN')).toMatch(/约 1 人仍然/);
    expect(one('he')).toMatch(/בערך 1 מהם עדיין מרגיש כאב/);
    expect(sayIn('en')('withPain', { count: 2, cap: 'none' })).toMatch(/^About 2 of them still have /);
    expect(sayIn('es')('withPain', { count: 2, cap: 'none' })).toMatch(/unas 2 de ellas siguen /);
    expect(sayIn('he')('withPain', { count: 2, cap: 'none' })).toMatch(/בערך 2 מהם עדיין מרגישים כאב/);
  });

  test('E14: Hebrew has a form of its own for two', () => {
    const unknown = (count: number) => sayIn('he')('unknownInputs', { count });
    expect([1, 2, 3].map(unknown)).toEqual([
      'פרט אחד עליכם לא היה ידוע למחשב.',
      'שני פרטים עליכם לא היו ידועים למחשב.',
      '3 פרטים עליכם לא היו ידועים למחשב.',
    ]);
  });

  test('E14: a variable that is missing throws instead of leaving a gap', () => {
    expect(() => sayIn('en')('signed', { name: 'Dr Ruiz' })).toThrow(/date/);
  });

  test('E14: a date is said in each language, the day as it was written', () => {
    expect(patientLanguages.map((language) => sayDate(language, '2026-03-05T23:30:00-05:00'))).toEqual([
      '5 Mar 2026',
      '2026年3月5日',
      '5 mar 2026',
      '5 במרץ 2026',
    ]);
  });
});
