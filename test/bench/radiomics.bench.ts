import { execFileSync } from 'node:child_process';
import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import type { BenchRow } from './benchRow';
import { timeInChromium } from './radiomics/chromium';
import { measurePyradiomics, recorded } from './radiomics/pyradiomicsTime';
import { fullField, magnified, phantom, type Subject, twelveImages } from './radiomics/subjects';

/** Time and memory of the radiomics engine beside PyRadiomics 3.1. */
export default async function bench(): Promise<BenchRow[]> {
  const small = phantom();
  const node = await median(small, twelveImages, 9);
  const python = measurePyradiomics();
  const browser = await timeInChromium(small);
  const large = inFreshProcess('full-field');
  const fine = inFreshProcess('half-millimetre');
  const source = python === undefined ? 'recorded 1,072 ms' : `measured ${Math.round(python)} ms in this run`;
  const reference = python ?? recorded.phantom;
  return [
    row('phantom, 12 images, Node', node, 'ms'),
    row('phantom, 12 images, Node / PyRadiomics', node / reference, '', '<= 0.25', `PyRadiomics ${source}`),
    ...chromiumRows(browser, reference, source),
    row('CT 512 x 512 x 120, same ROI', large.milliseconds, 'ms'),
    row('CT 512 x 512 x 120 / PyRadiomics', large.milliseconds / recorded.fullField, '', '<= 0.02', 'recorded 32.8 s'),
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
      fine.milliseconds / recorded.halfMillimetre,
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
  const bare = await median(subject, { setting, featureClass: { shape2D: [] } }, 9);
  const rows = [row('phantom, checks and bounding box', bare, 'ms')];
  for (const name of classes) {
    const total = await median(subject, { setting, featureClass: { [name]: [] } }, 9);
    rows.push(row(`phantom, original, ${name}`, total - bare, 'ms'));
  }
  return rows;
}

/** How the original image's features grow with voxels and with gray levels. */
async function growthRows(subject: Subject): Promise<BenchRow[]> {
  const original: RadiomicsParameters = { ...twelveImages, imageType: { Original: {} } };
  const base = await median(subject, original, 9);
  const eight = await median(magnified(2), original, 3);
  const rows = [row('original, 8 times the voxels / once', eight / base, 'x')];
  for (const binWidth of [12.5, 6, 3])
    rows.push(
      row(
        `original, binWidth ${binWidth} / 25`,
        (await median(subject, { ...original, setting: { label: 1, binWidth } }, 5)) / base,
        'x',
      ),
    );
  return rows;
}

async function median({ image, mask }: Subject, parameters: RadiomicsParameters, repetitions: number): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < repetitions + 2; i++) {
    const start = performance.now();
    orThrow(await extract({ image, mask, parameters }));
    // The first two only warm the compiler up.
    if (i > 1) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(repetitions / 2)];
}

type Scenario = 'full-field' | 'half-millimetre';

/** A scenario alone in a process, so that its memory is its own: median time of three, and peak resident size. */
function inFreshProcess(scenario: Scenario): { milliseconds: number; megabytes: number } {
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/radiomics.bench.ts', scenario]);
  return JSON.parse(output.toString());
}

async function runScenario(scenario: Scenario): Promise<void> {
  const subject = scenario === 'full-field' ? fullField() : magnified(2);
  const milliseconds = await median(subject, twelveImages, 3);
  console.log(JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

const scenario = process.argv[2];
if (process.argv[1]?.endsWith('radiomics.bench.ts')) {
  if (scenario === 'full-field' || scenario === 'half-millimetre') await runScenario(scenario);
  else console.table(await bench());
}
