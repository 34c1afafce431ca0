import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { BenchRow } from './benchRow';
import { timeInChromium } from './radiomics/chromium';
import { medianTime } from './radiomics/medianTime';
import { measurePyradiomics, recorded } from './radiomics/pyradiomicsTime';
import type { Scenario, ScenarioFigures } from './radiomics/scenario';
import { magnified, phantom, type Subject, twelveImages } from './radiomics/subjects';

/** Time and memory of the radiomics engine beside PyRadiomics 3.1. */
export default async function bench(): Promise<BenchRow[]> {
  const small = phantom();
  // Before and after, because other work on the machine comes and goes.
  const before = measurePyradiomics();
  const node = await medianTime(small, twelveImages, 9);
  const after = measurePyradiomics();
  const python = before !== undefined && after !== undefined ? (before + after) / 2 : undefined;
  const browser = await timeInChromium(small);
  const large = await inFreshProcess('full-field');
  const fine = await inFreshProcess('half-millimetre');
  const source = python === undefined ? 'recorded 1,072 ms' : `measured ${Math.round(python)} ms in this run`;
  const reference = python ?? recorded.phantom;
  // PyRadiomics's longer figures are recorded ones, slowed down by what this machine is slower at the phantom.
  const slower = reference / recorded.phantom;
  return [
    row('phantom, 12 images, Node', node, 'ms'),
    row('phantom, 12 images, Node / PyRadiomics', node / reference, '', '<= 0.25', `PyRadiomics ${source}`),
    ...chromiumRows(browser, reference, source),
    row('CT 512 x 512 x 120, same ROI', large.milliseconds, 'ms'),
    row(
      'CT 512 x 512 x 120 / PyRadiomics',
      large.milliseconds / (recorded.fullField * slower),
      '',
      '<= 0.02',
      `32.8 s x ${slower.toFixed(2)}`,
    ),
    row(
      'CT 512 x 512 x 120, greatest resident memory',
      large.megabytes,
      'MB',
      '< 300',
      'image and mask are 94 MB of it',
    ),
    row('vertebra at 0.5 mm, 12 images', fine.milliseconds, 'ms'),
    row(
      'vertebra at 0.5 mm / PyRadiomics',
      fine.milliseconds / (recorded.halfMillimetre * slower),
      '',
      '<= 0.25',
      'recorded 8.4 s',
    ),
    ...(await classRows(small)),
    ...(await growthRows(small)),
  ];
}

const row = (name: string, value: number, unit: string, target?: string, note?: string): BenchRow => ({
  name,
  value,
  unit,
  ...(target ? { target } : {}),
  ...(note ? { note } : {}),
});

function chromiumRows(browser: { one: number; two: number } | undefined, reference: number, source: string) {
  if (!browser) return [];
  return [
    row('phantom, 12 images, Chromium worker', browser.one, 'ms'),
    row('phantom, 12 images, Chromium worker / PyRadiomics', browser.one / reference, '', '<= 0.25', source),
    row('two Chromium workers over one, extractions per second', browser.one / browser.two, 'x', '>= 1.7'),
  ];
}

/** Each class alone on the original image: what it adds to the checks, which every class needs. */
async function classRows(subject: Subject): Promise<BenchRow[]> {
  const classes = ['firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm', 'shape'];
  const setting = { additionalInfo: false };
  const bare = await medianTime(subject, { setting, featureClass: { shape2D: [] } }, 9);
  const rows = [row('phantom, checks and bounding box', bare, 'ms')];
  for (const name of classes) {
    const total = await medianTime(subject, { setting, featureClass: { [name]: [] } }, 9);
    rows.push(row(`phantom, original, ${name}`, total - bare, 'ms'));
  }
  return rows;
}

/** How the original image's features grow with voxels and with gray levels. */
async function growthRows(subject: Subject): Promise<BenchRow[]> {
  const original: RadiomicsParameters = { ...twelveImages, imageType: { Original: {} } };
  const base = await medianTime(subject, original, 9);
  const eight = await medianTime(magnified(2), original, 3);
  const rows = [row('original, 8 times the voxels / once', eight / base, 'x')];
  for (const binWidth of [12.5, 6, 3])
    rows.push(
      row(
        `original, binWidth ${binWidth} / 25`,
        (await medianTime(subject, { ...original, setting: { label: 1, binWidth } }, 5)) / base,
        'x',
      ),
    );
  return rows;
}

/** A scenario alone in a process and bundled, so that the memory is the engine's and not the TypeScript loader's. */
async function inFreshProcess(scenario: Scenario): Promise<ScenarioFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'radiomics-bench-'));
  const outfile = join(folder, 'scenario.cjs');
  try {
    const entryPoints = ['test/bench/radiomics/scenario.ts'];
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', logLevel: 'error' });
    return JSON.parse(execFileSync(process.execPath, [outfile, scenario]).toString());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[1]?.endsWith('radiomics.bench.ts')) console.table(await bench());
