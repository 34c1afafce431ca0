import type * as Ort from 'onnxruntime-web';
import { sha256Hex } from '@/lib/core/hash';
import { fail, ok, type Result } from '@/lib/core/result';
import type { GraphOutput, SessionProblem, Tensor } from './graphOutput';
import type { ModelManifest } from './manifest';
import { readOutput } from './readOutput';

/** A graph that is open and whose bytes had the hash of the manifest. */
export interface ModelSession {
  readonly sha256: string;
  /** @param rows row-major [count, inputs], standardised as the manifest says. */
  run(rows: Float32Array, count: number): Promise<GraphOutput>;
  close(): Promise<void>;
}

/** The part of onnxruntime-web that is used; workers and Node hand in `onnxruntime-web/wasm`. */
export type Runtime = Pick<typeof Ort, 'InferenceSession' | 'Tensor'>;

/** A model file larger than this is refused before it is hashed. */
const largestModelBytes = 256 * 1024 * 1024;

/**
 * Opens a package's graph: checks the hash, the names of input and outputs, and a trial run of the cohort reference.
 * Problems: `model-hash-mismatch`, `model-unreadable`, `model-outputs-missing`, `model-output-invalid`.
 */
export async function openSession(
  runtime: Runtime,
  bytes: Uint8Array,
  manifest: ModelManifest,
): Promise<Result<ModelSession, SessionProblem>> {
  const { model } = manifest;
  if (bytes.length > largestModelBytes) return unreadable(`the file has ${bytes.length} bytes`);
  const sha256 = await sha256Hex(bytes);
  if (sha256 !== model.sha256) {
    return fail({
      code: 'model-hash-mismatch',
      message: `The model file is not the one that the manifest describes: SHA-256 ${sha256}, expected ${model.sha256}.`,
      remedy: 'Install the model package again from its source.',
    });
  }
  let graph: Ort.InferenceSession;
  try {
    graph = await runtime.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
  } catch (cause) {
    return unreadable('the runtime refused it', cause);
  }
  const wanted = [model.outputs.probability.name, model.outputs.attention?.name].filter((name) => name !== undefined);
  const missing = wanted.filter((name) => !graph.outputNames.includes(name));
  if (missing.length || !graph.inputNames.includes(model.input)) {
    await graph.release();
    return fail({
      code: 'model-outputs-missing',
      message: `The graph has inputs ${graph.inputNames} and outputs ${graph.outputNames}; expected ${model.input}, ${wanted}.`,
      remedy: 'Correct the names under "model" in manifest.json.',
    });
  }
  const session = sessionOf(runtime, graph, manifest, sha256);
  const trial = await tryReference(session, manifest);
  if (trial.ok) return ok(session);
  await session.close();
  return trial;
}

function sessionOf(
  runtime: Runtime,
  graph: Ort.InferenceSession,
  manifest: ModelManifest,
  sha256: string,
): ModelSession {
  const { input, outputs } = manifest.model;
  const names = [outputs.probability.name, ...(outputs.attention ? [outputs.attention.name] : [])];
  return {
    sha256,
    async run(rows, count) {
      const feed = new runtime.Tensor('float32', rows, [count, manifest.inputs.length]);
      const results = await graph.run({ [input]: feed }, names);
      return {
        probability: tensorOf(results[outputs.probability.name]),
        attention: outputs.attention && tensorOf(results[outputs.attention.name]),
      };
    },
    close: () => graph.release(),
  };
}

function tensorOf({ data, dims }: Ort.Tensor): Tensor {
  // Anything but float32 is not a probability; readOutput refuses the empty tensor.
  return data instanceof Float32Array ? { data, dims } : { data: new Float32Array(0), dims: [] };
}

/** Runs the cohort reference once, so that a graph of the wrong shape is found at loading and not at a patient. */
async function tryReference(session: ModelSession, manifest: ModelManifest): Promise<Result<unknown, SessionProblem>> {
  const row = manifest.inputs.map(({ reference, standardise }) =>
    standardise ? (reference - standardise.mean) / standardise.sd : reference,
  );
  try {
    return readOutput(await session.run(Float32Array.from(row), 1), 1, manifest);
  } catch (cause) {
    return unreadable('it did not run on the cohort reference', cause);
  }
}

const unreadable = (found: string, cause?: unknown) =>
  fail({
    code: 'model-unreadable' as const,
    message: `The model file cannot be used: ${found}.`,
    remedy:
      'Check that it is an ONNX file that onnxruntime-web runs, without ZipMap; docs/research.md says how to export one.',
    cause,
  });
