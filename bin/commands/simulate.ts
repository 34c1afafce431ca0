import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvLine } from '@/lib/study/csv';
import { simulatedScanners, simulateScan } from '@/lib/study/simulate/patientScan';
import {
  generator,
  generatorEquation,
  type SimulatedPatient,
  simulatePatients,
} from '@/lib/study/simulate/patientTable';
import { writeNrrd } from '@/lib/volume/formats/writeNrrd';
import { readOptions, runCommand, showProgress, wholeNumber } from '../support/options';

export const summary = 'a simulated cohort: clinical table, CT, masks, outcome';

export const help = `Usage: backcast simulate --patients n --seed s --out DIR [--second-reader n]

Writes DIR/cohort.csv, DIR/simulation.json (the generating equation), DIR/ct and DIR/mask. Every patient is made up:
marginals and odds ratios come from published figures, the CT is a phantom. The same seed gives the same files.

  --patients n        how many
  --seed s            a whole number
  --out DIR           made if it is not there
  --second-reader n   patients that a second reader outlines too, for reproducibility; default: 60, at most all
  --table-only        the table without CT and masks

Exit code: 0 done, 1 refused, 2 bad use.`;

const options = {
  patients: { type: 'string' },
  seed: { type: 'string' },
  out: { type: 'string' },
  'second-reader': { type: 'string', default: '60' },
  'table-only': { type: 'boolean', default: false },
} as const;

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const given = readOptions(args, options, ['patients', 'seed', 'out']);
    const seed = wholeNumber('seed', given.seed!, 0);
    const secondReader = wholeNumber('second-reader', given['second-reader'], 0);
    const patients = simulatePatients(wholeNumber('patients', given.patients!, 1), seed);
    const folder = given.out!;
    mkdirSync(path.join(folder, 'ct'), { recursive: true });
    mkdirSync(path.join(folder, 'mask'), { recursive: true });
    const rows = patients.map((patient, i) => tableRow(patient, i < secondReader));
    writeFileSync(path.join(folder, 'cohort.csv'), csvLine(columns) + rows.map(csvLine).join(''));
    writeFileSync(
      path.join(folder, 'simulation.json'),
      `${JSON.stringify({ patients: patients.length, seed, equation: generatorEquation, generator }, null, 2)}\n`,
    );
    if (given['table-only']) return 0;
    patients.forEach((patient, i) => {
      const { volume, masks } = simulateScan(patient, seed);
      writeFileSync(path.join(folder, 'ct', `${patient.id}.nrrd`), writeNrrd(volume));
      masks.slice(0, i < secondReader ? 2 : 1).forEach((mask, reader) => {
        writeFileSync(path.join(folder, 'mask', `${patient.id}-${reader + 1}.nrrd`), writeNrrd(mask));
      });
      showProgress('patients', i + 1, patients.length);
    });
    return 0;
  });

const columns = [
  'patient',
  'outcome',
  'ageYears',
  'sex',
  'bmi',
  'tScore',
  'fractureCount',
  'cleft',
  'fasciaInjury',
  'depression',
  'level',
  'scanner',
  'image',
  'mask',
  'mask2',
] as const;

function tableRow(patient: SimulatedPatient, hasSecondReader: boolean): (string | number)[] {
  const { id } = patient;
  const paths = {
    image: `ct/${id}.nrrd`,
    mask: `mask/${id}-1.nrrd`,
    mask2: hasSecondReader ? `mask/${id}-2.nrrd` : '',
  };
  const values = { ...patient, ...paths, patient: id, scanner: simulatedScanners[patient.scanner].name };
  return columns.map((name) => (Number.isNaN(values[name]) ? '' : values[name]));
}
