import { fail, ok, type Problem, type Result } from '@/lib/core/result';

/** One case of a site as it was answered, and what became of it. */
export interface SiteCase {
  readonly id: string;
  /** ISO date of the answer. */
  readonly date: string;
  /** The chance that was shown, 0 to 1; absent on an abstention. */
  readonly probability?: number;
  readonly outlineEdited: boolean;
  /** Pain of 4 or more at both 3 and 30 days; absent until it was asked. */
  readonly outcome?: boolean;
  /** By the name of the grouping: sex, scanner. */
  readonly groups: Readonly<Record<string, string>>;
  /** By the model's name of the input; NaN where unknown. */
  readonly inputs: Readonly<Record<string, number>>;
}

const needed = ['case', 'date', 'probability', 'edited', 'outcome'] as const;
const groupMark = 'group:';

/**
 * Cases from the rows of a CSV file: columns case, date, probability (empty on an abstention), edited (0 or 1), outcome (0, 1, or
 * empty while unknown), any number of `group:<name>`, and inputs by their names in the model's manifest.
 * Problem `cases-invalid` names the line and the column.
 */
export function parseSiteCases(
  [head, ...rows]: readonly (readonly string[])[],
  inputNames: readonly string[],
): Result<readonly SiteCase[], Problem<'cases-invalid'>> {
  const missing = needed.filter((name) => !head?.includes(name));
  if (!head || missing.length > 0) return invalid(`the first line has no column ${missing.join(', ')}`);
  const unknown = head.find(
    (name) => !needed.some((own) => own === name) && !name.startsWith(groupMark) && !inputNames.includes(name),
  );
  if (unknown !== undefined)
    return invalid(`column "${unknown}" is no input of this model; a group is "group:${unknown}"`);
  const cases: SiteCase[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const cells = new Map(head.map((name, column) => [name, row[column]?.trim() ?? '']));
    const found = wrongCell(cells, seen);
    if (found) return invalid(`line ${index + 2}: ${found}`);
    const [id, date, probability, edited, outcome] = needed.map((name) => cells.get(name) ?? '');
    seen.add(id);
    cases.push({
      id,
      date,
      ...(probability !== '' && { probability: Number(probability) }),
      outlineEdited: edited === '1',
      ...(outcome !== '' && { outcome: outcome === '1' }),
      groups: Object.fromEntries(
        [...cells].flatMap(([name, text]) =>
          name.startsWith(groupMark) && text ? [[name.slice(groupMark.length), text]] : [],
        ),
      ),
      inputs: Object.fromEntries(
        inputNames.flatMap((name) => (cells.has(name) ? [[name, numberOrUnknown(cells.get(name))]] : [])),
      ),
    });
  }
  return ok(cases);
}

const numberOrUnknown = (text = ''): number => (text === '' ? Number.NaN : Number(text));

function wrongCell(cells: ReadonlyMap<string, string>, seen: ReadonlySet<string>): string | undefined {
  const [id, date, probability, edited, outcome] = needed.map((name) => cells.get(name) ?? '');
  if (id === '') return 'case is empty';
  if (seen.has(id)) return `case "${id}" stands twice; an outcome would count twice`;
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) return `date "${date}" is not YYYY-MM-DD`;
  if (probability !== '' && !(Number(probability) > 0 && Number(probability) < 1))
    return `probability "${probability}" is not between 0 and 1`;
  if (edited !== '0' && edited !== '1') return `edited "${edited}" is not 0 or 1`;
  if (outcome !== '' && outcome !== '0' && outcome !== '1') return `outcome "${outcome}" is not 0, 1 or empty`;
  const text = [...cells].find(
    ([name, cell]) => !needed.some((own) => own === name) && !name.startsWith(groupMark) && Number.isNaN(Number(cell)),
  );
  return text && `${text[0]} "${text[1]}" is not a number`;
}

const invalid = (found: string) =>
  fail({
    code: 'cases-invalid' as const,
    message: `The table of cases cannot be used: ${found}.`,
    remedy: 'Correct the line; docs/monitoring.md lists the columns.',
  });
