import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Problem, Result } from '@/lib/core/result';
import { type Extraction, type ExtractionRequest, extract } from '@/lib/radiomics/extract';
import type { RadiomicsParameters } from '@/lib/radiomics/parameters/parse';
import { type Aggregation, aggregations, type Profile } from '@/lib/radiomics/profile';
import { readVolume } from '@/lib/volume/formats/readVolume';
import type { Volume } from '@/lib/volume/volume';

export const summary = 'radiomics features of one image and mask (NRRD or NIfTI)';

export const help = `Usage: backcast radiomics --image F --mask F [--label n] [--params F.json] [--out F.csv]

Writes one line per feature: "feature,value", with up to 17 significant digits (exact). Values are those of PyRadiomics 3.1.

  --image F         .nrrd, .nii or .nii.gz
  --mask F          labels on the image's grid, same formats
  --label n         the label to measure; default: setting.label of the parameters, or 1
  --params F.json   PyRadiomics's parameter dictionary (imageType, setting, featureClass); default: its defaults
  --out F.csv       default: standard output
  --profile p       pyradiomics (default) or ibsi
  --aggregation a   with IBSI's names for combining texture matrices: ${aggregations.join(', ')}
  --diagnostics     adds the "diagnostics_" lines, values as JSON
  --provenance F    writes engine version, parameters and their hash, geometry, voxel counts and bins as JSON

Exit code: 0 done, 1 the input was refused (one line says why), 2 bad use.`;

const options = {
  image: { type: 'string' },
  mask: { type: 'string' },
  label: { type: 'string' },
  params: { type: 'string' },
  out: { type: 'string' },
  profile: { type: 'string', default: 'pyradiomics' },
  aggregation: { type: 'string' },
  diagnostics: { type: 'boolean', default: false },
  provenance: { type: 'string' },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

export async function run(args: readonly string[]): Promise<number> {
  const read = readOptions(args);
  if (typeof read === 'string') {
    console.error(`${read}\n\n${help}`);
    return 2;
  }
  const request = readRequest(read);
  if (typeof request === 'string') {
    console.error(request);
    return 1;
  }
  const result = await extract({ ...request, onProgress: process.stderr.isTTY ? showProgress : undefined });
  if (!result.ok) {
    console.error(inWords(result.problem));
    return 1;
  }
  for (const warning of result.value.warnings) console.error(warning);
  const csv = toCsv(result.value, read.diagnostics);
  if (read.out === undefined) process.stdout.write(csv);
  else writeFileSync(read.out, csv);
  if (read.provenance !== undefined) {
    const record = { ...result.value.provenance, parameters: request.parameters };
    writeFileSync(read.provenance, `${JSON.stringify(record, null, 2)}\n`);
  }
  return 0;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): Options | string {
  let values: Options;
  try {
    ({ values } = parseArgs({ args: [...args], options, allowPositionals: false }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (values.image === undefined || values.mask === undefined) return '--image and --mask are needed.';
  if (values.label !== undefined && !/^[1-9]\d*$/.test(values.label)) return `--label ${values.label} is not a label.`;
  if (!['pyradiomics', 'ibsi'].includes(values.profile)) return `--profile ${values.profile} is not known.`;
  if (values.aggregation !== undefined && !(aggregations as readonly string[]).includes(values.aggregation))
    return `--aggregation ${values.aggregation} is not one of ${aggregations.join(', ')}.`;
  return values;
}

function readRequest({ image, mask, label, params, profile, aggregation }: Options): ExtractionRequest | string {
  try {
    const volumes = [image!, mask!].map((path) => orMessage(path, readVolume(new Uint8Array(readFileSync(path)))));
    const parameters: RadiomicsParameters = params === undefined ? {} : JSON.parse(readFileSync(params, 'utf8'));
    const labelled = { ...parameters, setting: { ...parameters.setting, label: Number(label) } };
    return {
      image: volumes[0],
      mask: volumes[1],
      parameters: label === undefined ? parameters : labelled,
      profile: profile as Profile,
      ...(aggregation === undefined ? {} : { aggregation: aggregation as Aggregation }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function orMessage(path: string, result: Result<Volume>): Volume {
  if (result.ok) return result.value;
  throw new Error(`${path}: ${inWords(result.problem)}`);
}

const inWords = ({ message, remedy }: Problem) => `${message} ${remedy}`;

function toCsv({ features, provenance }: Extraction, withDiagnostics: boolean): string {
  const rows = Object.entries(features).map(([name, value]) => `${name},${seventeenDigits(value)}`);
  const facts = withDiagnostics
    ? Object.entries(provenance.diagnostics).map(([name, value]) => `${name},"${JSON.stringify(value)}"`)
    : [];
  return `${['feature,value', ...facts, ...rows].join('\n')}\n`;
}

/** The shortest decimal that reads back as the same double, at most 17 significant digits; NaN as PyRadiomics writes it. */
const seventeenDigits = (value: number): string => (Number.isNaN(value) ? 'nan' : String(value));

function showProgress({ done, total, image }: { done: number; total: number; image: string }): void {
  process.stderr.write(`\r${done}/${total} ${image.padEnd(30)}${done === total ? '\n' : ''}`);
}
