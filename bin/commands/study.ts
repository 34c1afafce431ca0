import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sha256Hex } from '@/lib/core/hash';
import { orThrow } from '@/lib/core/result';
import { parseManifest } from '@/lib/model/manifest';
import { buildCard } from '@/lib/study/buildCard';
import { buildManifest } from '@/lib/study/buildManifest';
import { joinCohort } from '@/lib/study/cohort';
import { parseCsv } from '@/lib/study/csv';
import { ensembleGraph } from '@/lib/study/onnx/tabnetGraph';
import { type ReportFacts, reportHtml } from '@/lib/study/report/report';
import { verdict } from '@/lib/study/report/verdict';
import { runStudy } from '@/lib/study/runStudy';
import { BadUse, readOptions, runCommand, wholeNumber } from '../support/options';

export const summary = 'selection, five models, evaluation, report, model package';

export const help = `Usage: backcast study --cohort F.csv --features F.csv --out DIR [--seed s] [--members n] [--package F.json]

Compares five models on one cohort and writes DIR/manifest.json, DIR/model.onnx, DIR/card.json (the package of the TabNet
ensemble) and DIR/report/index.html with DIR/report/results.json. The same files and seed give the same result.

  --cohort F.csv    patient, outcome (0 or 1), clinical columns, level, scanner
  --features F.csv  what "backcast extract" wrote; its F.json lies beside it
  --seed s          default: 1
  --members n       networks in the ensemble; default: 20
  --bootstrap n     resamples for intervals; default: 1000
  --pretrain n      epochs of TabNet's self-supervised pretraining; default: 0
  --package F.json  id, title, version, status, released, cohortDescription, simulated, country, scannerNames

Exit code: 0 done, 1 refused, 2 bad use.`;

const options = {
  cohort: { type: 'string' },
  features: { type: 'string' },
  out: { type: 'string' },
  seed: { type: 'string', default: '1' },
  members: { type: 'string', default: '20' },
  bootstrap: { type: 'string', default: '1000' },
  pretrain: { type: 'string', default: '0' },
  package: { type: 'string' },
} as const;

const defaultFacts = {
  id: 'local-model',
  title: 'Residual back pain, local model',
  version: '0.1.0',
  status: 'research',
  released: '1970-01-01',
  cohortDescription: 'Not described; give --package.',
  simulated: false,
  scannerNames: ['unknown'],
} as const;

/** What a cohort of "backcast simulate" is, whoever trains on it; its package must never pass for one of patients. */
const simulatedFacts = {
  status: 'demonstration',
  cohortDescription:
    'Simulated patients of "backcast simulate": clinical values by published marginals, a phantom CT for each. No real patient.',
  simulated: true,
  scannerNames: ['Backcast phantom*'],
} as const;

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const given = readOptions(args, options, ['cohort', 'features', 'out']);
    const seed = wholeNumber('seed', given.seed, 0);
    const members = wholeNumber('members', given.members, 5);
    const cohort = orThrow(joinCohort(readTable(given.cohort!), readTable(given.features!)));
    const simulation = path.join(path.dirname(given.cohort!), 'simulation.json');
    const equation: string | undefined = existsSync(simulation) ? readJson(simulation).equation : undefined;
    const stated = given.package ? readJson(given.package) : {};
    const facts = { ...defaultFacts, ...(equation && simulatedFacts), ...stated };
    if (equation && (facts.simulated !== true || facts.status !== 'demonstration'))
      throw new BadUse('The cohort is simulated: --package must say "simulated": true and "status": "demonstration".');
    const started = Date.now();
    const log = (line: string) =>
      process.stderr.write(`${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s  ${line}\n`);
    const { result, trained } = runStudy(cohort, {
      seed,
      members,
      bootstrapResamples: wholeNumber('bootstrap', given.bootstrap, 1),
      pretrainEpochs: wholeNumber('pretrain', given.pretrain, 0),
      log,
    });
    const graph = ensembleGraph(trained.ensemble.members);
    const manifest = buildManifest(cohort, result, trained, {
      ...facts,
      radiomics: readJson(`${given.features!.replace(/\.csv$/, '')}.json`),
      modelSha256: await sha256Hex(graph),
    });
    orThrow(parseManifest(manifest));
    const report: ReportFacts = {
      title: `${facts.title}: comparison of five models`,
      cohortDescription: facts.cohortDescription,
      simulated: facts.simulated,
      equation,
      commands: facts.commands ?? [`npx backcast study ${args.join(' ')}`],
    };
    const out = given.out!;
    mkdirSync(path.join(out, 'report'), { recursive: true });
    writeFileSync(path.join(out, 'model.onnx'), graph);
    writeJson(path.join(out, 'manifest.json'), manifest);
    writeJson(path.join(out, 'card.json'), buildCard(manifest, result));
    writeJson(path.join(out, 'report/results.json'), result);
    writeFileSync(path.join(out, 'report/index.html'), reportHtml(result, report));
    console.log(verdict(result));
    return 0;
  });

function readTable(file: string): string[][] {
  if (!existsSync(file)) throw new BadUse(`${file} is not there.`);
  return parseCsv(readFileSync(file, 'utf8'));
}

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

/** NaN, for instance a PPV where nobody is flagged, becomes null. */
const writeJson = (file: string, value: unknown): void => writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);
