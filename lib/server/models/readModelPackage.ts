import 'server-only';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { cardSchema, type ModelCard } from '@/lib/model/card';
import { type ModelManifest, parseManifest } from '@/lib/model/manifest';
import { environment } from '../site/environment';
import { type ModelReport, reportSchema } from './reportSchema';

/** What the model page shows: the package's own files, the manifest being the one that the limits engine reads. */
export interface ModelPackage {
  readonly manifest: ModelManifest;
  readonly card: ModelCard;
  readonly report: ModelReport;
}

/** The package that the site registry names. */
export const installedModel = (): Promise<ModelPackage> =>
  readModelPackage(path.join(process.cwd(), 'models', environment().registry.modelId));

/** Its manifest alone: what the limits engine needs. */
export const installedManifest = (): Promise<ModelManifest> =>
  readManifest(path.join(process.cwd(), 'models', environment().registry.modelId));

export async function readManifest(folder: string): Promise<ModelManifest> {
  const parsed = parseManifest(await readJson(path.join(/* turbopackIgnore: true */ folder, 'manifest.json')));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
}

/** A model package, checked. Throws where a file is missing or not as its schema: then there is no card to show. */
export async function readModelPackage(folder: string): Promise<ModelPackage> {
  const [manifest, card, report] = await Promise.all([
    readManifest(folder),
    readJson(path.join(/* turbopackIgnore: true */ folder, 'card.json')),
    readJson(path.join(/* turbopackIgnore: true */ folder, 'report/results.json')),
  ]);
  return { manifest, card: cardSchema.parse(card), report: reportSchema.parse(report) };
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'));
}
