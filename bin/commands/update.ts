import { existsSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { orThrow } from '@/lib/core/result';
import {
  type CalibrationHistory,
  emptyHistory,
  historySchema,
  registryBlock,
  withApproval,
  withProposal,
} from '@/lib/study/update/history';
import { proposeUpdate, type UpdateProposal } from '@/lib/study/update/proposeUpdate';
import { BadUse, readOptions, runCommand } from '../support/options';
import { readJson, readSiteInputs } from '../support/siteInputs';

export const summary = "a site's recalibration: proposed by closed testing, approved by two people";

export const help = `Usage: backcast update --history F.json --model DIR --cases F.csv [--current F.json]
       backcast update --history F.json --approve "site 1" --by "Name"

Proposes the least change that the outcomes ask for (none, intercept, slope, or training anew) and adds it with its guards to the
history, from which nothing is ever removed. When two people have approved a version, prints the "calibration" of the site registry.
An earlier version is taken back by putting its block into the registry again.

  --model DIR       the package, with its report
  --cases F.csv     as for "backcast monitor", all answered under one calibration
  --current F.json  the registry's "calibration" that was in force then; without it none was

Exit code: 0 done, 1 refused, 2 bad use.`;

const options = {
  history: { type: 'string' },
  model: { type: 'string' },
  cases: { type: 'string' },
  current: { type: 'string' },
  approve: { type: 'string' },
  by: { type: 'string' },
} as const;

const termsSchema = z.object({ intercept: z.number(), slope: z.number().positive() });

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const given = readOptions(args, options, ['history']);
    const file = given.history!;
    const history = existsSync(file) ? historySchema.parse(readJson(file)) : emptyHistory;
    const today = new Date().toISOString().slice(0, 10);
    const keep = (changed: CalibrationHistory) => writeFileSync(file, `${JSON.stringify(changed, null, 1)}\n`);
    if (given.approve !== undefined) {
      if (given.by === undefined) throw new BadUse('--by is needed: who approves.');
      const approved = orThrow(withApproval(history, given.approve, given.by, today));
      keep(approved);
      const block = registryBlock(approved.versions.find(({ version }) => version === given.approve)!);
      console.log(
        block ? JSON.stringify({ calibration: block }, null, 1) : 'Approved by one. A second person has to approve.',
      );
      return 0;
    }
    if (!given.model || !given.cases) throw new BadUse('--model and --cases are needed to propose.');
    const { manifest, byImportance, cases } = readSiteInputs(given.model, given.cases);
    const current = given.current ? termsSchema.parse(readJson(given.current)) : undefined;
    const proposal = orThrow(proposeUpdate(cases, byImportance, current));
    console.log(told(proposal));
    const added = withProposal(history, proposal, manifest, today);
    if (!added) return 0;
    keep(added);
    console.log(`Added to ${file} as "${added.versions[added.versions.length - 1].version}".`);
    return 0;
  });

const consequences = {
  none: 'The outcomes do not contradict the model: change nothing.',
  intercept: 'A new intercept is enough.',
  slope: 'A new intercept and slope are needed.',
  refit:
    'Recalibration is not enough: train again with "backcast study" and install the result as a version of its own.',
} as const;

function told({ patients, events, test, terms, guards }: UpdateProposal): string {
  return [
    `${patients} estimates with a known outcome, ${events} with pain.`,
    ...test.steps.map(
      ({ against, statistic, degrees, p }) =>
        `  ${against} against a refit: chi-square ${statistic.toFixed(2)}, ${degrees} degrees of freedom, p ${p < 0.0001 ? 'below 0.0001' : p.toFixed(4)}`,
    ),
    consequences[test.method],
    ...(terms ? [`  intercept ${terms.intercept.toFixed(4)}, slope ${terms.slope.toFixed(4)}`] : []),
    ...guards.map(({ name, passed, finding }) => `  ${passed ? 'passed' : 'FAILED'} ${name}: ${finding}`),
  ].join('\n');
}
