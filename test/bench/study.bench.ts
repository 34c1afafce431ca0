import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import { families } from '@/lib/study/families';
import { matrixOf } from '@/lib/study/matrix';
import { studyRadiomicsParameters } from '@/lib/study/radiomicsParameters';
import { runStudy } from '@/lib/study/runStudy';
import { simulateScan } from '@/lib/study/simulate/patientScan';
import { simulatePatients } from '@/lib/study/simulate/patientTable';
import { cohortOf } from '../support/noiseCohort';
import type { BenchRow } from './benchRow';

/** Fits on 856 x 40, as the full study fits them, and one simulated patient from phantom to features. */
export default async function bench(): Promise<BenchRow[]> {
  const random = seededRandom(1, 'bench');
  const rows = Array.from({ length: 856 }, () => Array.from({ length: 40 }, () => random.normal()));
  const y = Uint8Array.from(rows, (row) => (row[0] + row[1] + random.normal() > 2 ? 1 : 0));
  const data = { x: matrixOf(rows), y };
  const fits = families.map(({ label, settings }): BenchRow => {
    const seconds = timed(() => settings[0].fit(data, { members: 20, trees: 500, seed: 1 }));
    return { name: `fit on 856 x 40: ${label}`, value: seconds, unit: 's', note: settings[0].label };
  });
  const [patient] = simulatePatients(1, 1);
  let scan = simulateScan(patient, 1);
  const simulated = timed(() => {
    scan = simulateScan(patient, 1);
  });
  const started = performance.now();
  orThrow(await extract({ image: scan.volume, mask: scan.masks[0], parameters: studyRadiomicsParameters }));
  const extracted = (performance.now() - started) / 1000;
  return [
    ...fits,
    wholeStudy(),
    { name: 'simulate one patient', value: simulated, unit: 's' },
    { name: 'extract 1,130 features of one outline', value: extracted, unit: 's' },
    workerSpeedUp(),
  ];
}

/** Everything that `backcast study` computes, on 856 patients with one clinical and 39 radiomics columns. */
function wholeStudy(): BenchRow {
  const cohort = cohortOf(856, 39, 4, [0, 1, 2]);
  const seconds = timed(() => runStudy(cohort, { seed: 1, members: 20, bootstrapResamples: 1000 }));
  return { name: 'whole study on 856 x 40, five models, 20 members', value: seconds, unit: 's' };
}

/** Enough that the start of a process is not what is timed. */
const speedUpPatients = 32;

/** `backcast extract` on simulated patients, by one process and by two: the ratio of their times. */
function workerSpeedUp(): BenchRow {
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-bench-study-'));
  const backcast = (...args: string[]) =>
    execFileSync(process.execPath, ['bin/backcast.mjs', ...args], { stdio: 'ignore' });
  try {
    backcast('simulate', '--patients', String(speedUpPatients), '--seed', '2', '--out', folder, '--second-reader', '0');
    const extractBy = (workers: number) =>
      timed(() =>
        backcast(
          ...['extract', '--cohort', path.join(folder, 'cohort.csv'), '--workers', String(workers)],
          ...['--out', path.join(folder, `by-${workers}.csv`)],
        ),
      );
    const [one, two] = [extractBy(1), extractBy(2)];
    const note = `${(one / speedUpPatients).toFixed(2)} s a patient by one process, ${(two / speedUpPatients).toFixed(2)} s by two`;
    return { name: 'extract: one process / two processes', value: one / two, unit: 'x', note };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}
