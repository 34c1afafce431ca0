import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import { extract } from '@/lib/radiomics/extract';
import { families } from '@/lib/study/families';
import { matrixOf } from '@/lib/study/matrix';
import { studyRadiomicsParameters } from '@/lib/study/radiomicsParameters';
import { simulateScan } from '@/lib/study/simulate/patientScan';
import { simulatePatients } from '@/lib/study/simulate/patientTable';
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
    { name: 'simulate one patient', value: simulated, unit: 's' },
    { name: 'extract 1,130 features of one outline', value: extracted, unit: 's' },
  ];
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}
