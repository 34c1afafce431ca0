import { canonicalJson, sha256Hex } from '@/lib/core/hash';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { type ModelManifest, parseManifest } from './manifest';
import { type ModelSession, openSession, type Runtime } from './session';

export interface OpenPackage {
  readonly manifest: ModelManifest;
  readonly session: ModelSession;
}

/**
 * A model package that is ready to score: manifest checked, radiomics parameters and graph checked against their hashes,
 * the graph tried once. Any fault is a problem with a reason; a package is used whole or not at all.
 */
export async function openPackage(
  runtime: Runtime,
  manifestJson: unknown,
  graph: Uint8Array,
): Promise<Result<OpenPackage, Problem>> {
  const parsed = parseManifest(manifestJson);
  if (!parsed.ok) return parsed;
  const manifest = parsed.value;
  const trouble = await parametersDiffer(manifest);
  if (trouble) return trouble;
  const session = await openSession(runtime, graph, manifest);
  return session.ok ? ok({ manifest, session: session.value }) : session;
}

async function parametersDiffer({ radiomics }: ModelManifest) {
  if (!radiomics) return undefined;
  const found = await sha256Hex(canonicalJson(radiomics.parameters));
  if (found === radiomics.parametersSha256) return undefined;
  return fail({
    code: 'radiomics-hash-mismatch' as const,
    message: `The radiomics parameters have SHA-256 ${found}, expected ${radiomics.parametersSha256}.`,
    remedy: 'Install the model package again from its source.',
  });
}
