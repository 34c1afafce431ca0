import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { usualLimits } from '@/lib/study/monitor/alarms';
import { monitorSite } from '@/lib/study/monitor/monitorSite';
import { monitorHtml, monitorVerdict } from '@/lib/study/report/monitorReport';
import { BadUse, readOptions, runCommand } from '../support/options';
import { readJson, readSiteInputs } from '../support/siteInputs';

export const summary = 'how a model does at a site: outcomes, calibration, groups, drift, limits';

export const help = `Usage: backcast monitor --model DIR --cases F.csv --out DIR [--flag-at 20] [--limits F.json]

Compares what was answered with what became of it and writes DIR/index.html and DIR/results.json. With fewer than 50 events, or
50 without, it says "too few to judge".

  --model DIR      the package, with its report
  --cases F.csv    case, date, probability, edited, outcome; group:<name>; inputs by name (docs/monitoring.md)
  --out DIR        where to write
  --flag-at n      counts estimates of at least n of 100; default: 20
  --limits F.json  replaces some of the limits that raise an alarm

Exit code: 0 no limit is passed, 1 refused, 2 bad use, 3 a limit is passed.`;

const options = {
  model: { type: 'string' },
  cases: { type: 'string' },
  out: { type: 'string' },
  'flag-at': { type: 'string', default: '20' },
  limits: { type: 'string' },
} as const;

const bounds = z.tuple([z.number().positive(), z.number().positive()]);
const limitsSchema = z.strictObject({
  observedToExpected: bounds.optional(),
  slope: bounds.optional(),
  abstained: z.number().optional(),
  outlineEdited: z.number().optional(),
  followedUp: z.number().optional(),
  psi: z.number().optional(),
});

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const given = readOptions(args, options, ['model', 'cases', 'out']);
    const flagAt = Number(given['flag-at']) / 100;
    if (!(flagAt > 0 && flagAt < 1)) throw new BadUse(`--flag-at ${given['flag-at']} is not between 0 and 100.`);
    const own = given.limits ? limitsSchema.parse(readJson(given.limits)) : {};
    const { manifest, trained, cases } = readSiteInputs(given.model!, given.cases!);
    const limits = { ...usualLimits, ...(own as Partial<typeof usualLimits>) };
    const result = monitorSite(cases, { flagAt, trained, limits });
    mkdirSync(given.out!, { recursive: true });
    writeFileSync(path.join(given.out!, 'results.json'), `${JSON.stringify({ limits, ...result }, null, 1)}\n`);
    writeFileSync(path.join(given.out!, 'index.html'), monitorHtml(result, `${manifest.title} ${manifest.version}`));
    console.log(monitorVerdict(result));
    for (const { message } of result.alarms) console.log(`! ${message}`);
    return result.alarms.length > 0 ? 3 : 0;
  });
