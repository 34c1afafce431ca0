import { unitInPrint, withMinus } from '@/lib/core/inPrint';

test('a negative number is shown with a minus sign, and hyphens of words, dates and identifiers stay', () => {
  expect(withMinus('-3.1')).toBe('\u22123.1');
  expect(withMinus('Lowest T-score -5.2 (training -5 to 0.4)')).toBe(
    'Lowest T-score \u22125.2 (training \u22125 to 0.4)',
  );
  expect(withMinus('NF-10021, 30-day, 2026-11-28')).toBe('NF-10021, 30-day, 2026-11-28');
});

test('units are shown with raised figures, and an annotation of UCUM not at all', () => {
  expect(['kg/m2', 'mm3', 'g/cm2', '{T-score}', 'a', 'mm'].map(unitInPrint)).toEqual([
    ...['kg/m²', 'mm³', 'g/cm²', '', 'years', 'mm'],
  ]);
});
