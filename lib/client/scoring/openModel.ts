import 'client-only';
import type { Result } from '@/lib/core/result';
import type { ModelManifest } from '@/lib/model/manifest';
import { packageUrlOf, ScoringWorker } from './scoringClient';

/** A model package that was checked and tried, and the worker that scores by it for as long as the page lives. */
export interface OpenModel {
  readonly manifest: ModelManifest;
  readonly scoring: ScoringWorker;
}

const opened = new Map<string, Promise<Result<OpenModel>>>();

/**
 * Opens a package once a page. The imaging step calls this ahead, so that runtime and weights arrive while the clinician
 * looks at the scan. A package that could not be opened is tried again at the next call.
 */
export function openModel(modelId: string): Promise<Result<OpenModel>> {
  const known = opened.get(modelId);
  if (known) return known;
  const opening = open(modelId);
  opened.set(modelId, opening);
  const forget = () => opened.delete(modelId);
  opening.then((result) => result.ok || forget(), forget);
  return opening;
}

async function open(modelId: string): Promise<Result<OpenModel>> {
  const scoring = new ScoringWorker();
  const manifest = await scoring.open(packageUrlOf(modelId));
  if (manifest.ok) return { ok: true, value: { manifest: manifest.value, scoring } };
  scoring.terminate();
  return manifest;
}
