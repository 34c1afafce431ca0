import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as runtime from 'onnxruntime-web/wasm';
import { orThrow } from '@/lib/core/result';
import { parseCase } from '@/lib/model/caseFile';
import { openPackage } from '@/lib/model/openPackage';
import { scoreCase } from '@/lib/model/score';
import { readOptions, runCommand } from '../support/options';
import { readJson } from '../support/siteInputs';

export const summary = 'one patient: probability, interval, abstentions, explanation';

export const help = `Usage: backcast score --model DIR --input F.json

Scores one case with a model package and prints the assessment as JSON: an estimate with its interval, cautions and
explanation, or an abstention with its reasons and no number. The pages use the same code and the same runtime.

  --model DIR      manifest.json and the ONNX file that it names
  --input F.json   { "inputs": { "tScore": { "value": -3.1 }, ... }, "facts": { "now": "2026-11-23T12:00:00Z", ... } };
                   "unknown" is a value; models/rbp-tabnet-demo/examples holds cases

Exit code: 0 an estimate, 1 refused (a broken package or input file), 2 bad use, 3 an abstention.`;

const options = { model: { type: 'string' }, input: { type: 'string' } } as const;

export const run = (args: readonly string[]): Promise<number> =>
  runCommand(help, async () => {
    const given = readOptions(args, options, ['model', 'input']);
    runtime.env.wasm.numThreads = 1;
    const json = JSON.parse(readFileSync(path.join(given.model!, 'manifest.json'), 'utf8'));
    const file = path.join(given.model!, path.basename(String(json?.model?.file)));
    const { manifest, session } = orThrow(await openPackage(runtime, json, new Uint8Array(readFileSync(file))));
    const { inputs, facts } = orThrow(parseCase(readJson(given.input!)));
    const assessment = await scoreCase(inputs, facts, session, manifest);
    await session.close();
    console.log(JSON.stringify(assessment, null, 2));
    return assessment.kind === 'estimate' ? 0 : 3;
  });
