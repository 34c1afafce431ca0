import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { orThrow } from '@/lib/core/result';
import { type ModelManifest, parseManifest } from '@/lib/model/manifest';
import { parseCsv } from '@/lib/study/csv';
import type { InputShares } from '@/lib/study/metrics/inputShares';
import { parseSiteCases, type SiteCase } from '@/lib/study/monitor/siteCases';
import { BadUse } from './options';

const studySchema = z.object({
  inputShares: z.array(z.object({ name: z.string(), edges: z.array(z.number()), shares: z.array(z.number()) })),
  importance: z.object({ inputs: z.array(z.object({ name: z.string(), maskShare: z.number() })) }),
});

export interface SiteInputs {
  readonly manifest: ModelManifest;
  readonly trained: readonly InputShares[];
  /** Names of the inputs, the one that the model looks at most first. */
  readonly byImportance: readonly string[];
  readonly cases: readonly SiteCase[];
}

/** What monitoring and updating start from: a model package with its report, and the site's table of cases. */
export function readSiteInputs(modelFolder: string, casesFile: string): SiteInputs {
  const manifest = orThrow(parseManifest(readJson(path.join(modelFolder, 'manifest.json'))));
  const { inputShares, importance } = studySchema.parse(readJson(path.join(modelFolder, 'report/results.json')));
  const byImportance = importance.inputs.toSorted((a, b) => b.maskShare - a.maskShare).map(({ name }) => name);
  const names = manifest.inputs.map(({ name }) => name);
  const cases = orThrow(parseSiteCases(parseCsv(readText(casesFile)), names));
  return { manifest, trained: inputShares, byImportance, cases };
}

export const readJson = (file: string): unknown => JSON.parse(readText(file));

function readText(file: string): string {
  if (!existsSync(file)) throw new BadUse(`${file} is not there.`);
  return readFileSync(file, 'utf8');
}
