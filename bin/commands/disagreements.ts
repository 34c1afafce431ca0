import { disagreementOf, listDisagreements, settleDisagreement } from '@/lib/server/store/disagreements';
import { eraseWords } from '@/lib/server/store/eraseWords';
import type { DisagreementRow } from '@/lib/server/store/schema';
import { csvLine } from '@/lib/study/csv';
import { BadUse, readOptions, runCommand } from '../support/options';
import { withStore } from '../support/storeAtHand';

export const summary = 'what clinicians think is wrong, in their words: list, settle, erase';

export const help = `Usage: backcast disagreements [--all] [--csv]
       backcast disagreements --settle ID --by "Name"
       backcast disagreements --erase ID

Lists what was sent with "I think this is wrong", the oldest first, from the store of the server: BACKCAST_DATA or DATABASE_URL,
set as the server has it. It may run while the server does.

  --all        those that were settled, too
  --csv        CSV, with the pseudonym of the launch, which the audit chain has as "agent"
  --settle ID  marks one as settled; --by says by whom
  --erase ID   removes its words for good, and keeps that there was one; not from back-ups

Exit code: 0 done, 1 refused, 2 bad use.`;

const options = {
  all: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  settle: { type: 'string' },
  by: { type: 'string' },
  erase: { type: 'string' },
} as const;

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const { all, csv, settle, by, erase } = readOptions(args, options, []);
    const listing = settle === undefined && erase === undefined;
    if (settle !== undefined && erase !== undefined) throw new BadUse('Settle or erase, one at a time.');
    if (!listing && (all || csv)) throw new BadUse('--all and --csv are for the list.');
    if (settle !== undefined && !by?.trim()) throw new BadUse('--by is needed: who settles it.');
    if (settle === undefined && by !== undefined) throw new BadUse('--by goes with --settle.');
    console.log(
      await withStore('disagreement', async (store) => {
        if (listing) return told(await listDisagreements(store, all ? 'all' : 'open'), csv);
        const id = (settle ?? erase)!;
        const found = await disagreementOf(store, id);
        if (!found) throw new Error(`There is no disagreement ${id}. "backcast disagreements --all" lists them.`);
        if (settle === undefined)
          return (await eraseWords(store, id, new Date()))
            ? `The words of ${id} are erased. Back-ups, and the log of PostgreSQL, keep them until they are removed.`
            : `${id} holds no words.`;
        if (await settleDisagreement(store, id, by!.trim(), new Date())) return `${id} is settled by ${by!.trim()}.`;
        throw new Error(`${id} was settled by ${found.settled_by} at ${found.settled_at}.`);
      }),
    );
    return 0;
  });

const heads = ['id', 'when', 'model', 'reason', 'settled', 'words'] as const;

function told(rows: readonly DisagreementRow[], csv: boolean): string {
  if (csv) return asCsv(rows);
  if (rows.length === 0) return 'There is none.';
  const lines = rows.map((row) => [
    row.id,
    row.given_at.slice(0, 16).replace('T', ' '),
    `${row.model_id} ${row.model_version}`,
    row.reason,
    row.settled_by ? `${row.settled_by}, ${row.settled_at?.slice(0, 10)}` : 'open',
    row.words ?? (row.erased_at ? '(erased)' : '(none)'),
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at].length)));
  return [heads, ...lines]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const columns = [
  'id',
  'given_at',
  'launch_pseudonym',
  'model_id',
  'model_version',
  'reason',
  'words',
  'settled_by',
  'settled_at',
  'erased_at',
] as const satisfies readonly (keyof DisagreementRow)[];

const asCsv = (rows: readonly DisagreementRow[]): string =>
  [csvLine(columns), ...rows.map((row) => csvLine(columns.map((column) => asText(row[column] ?? ''))))]
    .join('')
    .trimEnd();

/** A spreadsheet would take words that begin so for a formula. */
const asText = (cell: string): string => (/^[=+\-@]/.test(cell) ? `'${cell}` : cell);
