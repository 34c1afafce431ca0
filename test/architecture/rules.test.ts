import { existsSync, readFileSync } from 'node:fs';
import { ruleTable } from './ruleTable';

/** How many rules the design has of each kind, and screens. */
const counts = { R: 22, S: 24, E: 16, C: 7, P: 10 } as const;
const rules = Object.entries(counts).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, i) => `${letter}${i + 1}`),
);
const entries = Object.entries(ruleTable);

test('every rule of the design has its line in the table, and the table has no other', () => {
  expect(Object.keys(ruleTable).sort()).toEqual([...rules].sort());
});

test.each(entries)('%s is shown by tests that exist, or said to be not built', (_rule, { shownBy = [], notBuilt }) => {
  expect(shownBy.length > 0 || Boolean(notBuilt)).toBe(true);
  for (const [file, words] of shownBy) {
    expect(existsSync(file)).toBe(true);
    // Names may be broken over lines or hold escapes; words are compared as they are written.
    expect(readFileSync(file, 'utf8')).toContain(words);
  }
});

test('what is not built is told to whoever runs the tests', () => {
  const open = entries.flatMap(([rule, { notBuilt }]) => (notBuilt ? [`${rule}: ${notBuilt}`] : []));
  process.stderr.write(`Rules of the design that are not built, or not wholly:\n${open.join('\n')}\n`);
  expect(open.every((line) => line.endsWith('.'))).toBe(true);
});
