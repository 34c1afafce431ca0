import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { orThrow } from '@/lib/core/result';
import { readVolume } from '@/lib/volume/formats/readVolume';
import type { Volume } from '@/lib/volume/volume';

/** Third-party reference data lives beside the repository and is never copied into it. */
export const referenceRoot = resolve(process.env.REFERENCE_DATA ?? '../shared/reference');

const available = existsSync(referenceRoot);
if (!available && process.env.CI)
  throw new Error(`Reference data are missing: expected the folder ${referenceRoot} (or set REFERENCE_DATA).`);

/** `describe` for tests against data outside the repository: skipped where they are absent, never on CI. */
export const describeWithReferenceData = (name: string, tests: () => void): void =>
  (available ? describe : describe.skip)(name, tests);

/** @param path relative to the reference folder, for instance "radiomics/phantom/vertebra_phantom_a_image.nrrd" */
export const referencePath = (path: string): string => resolve(referenceRoot, path);

/** The bytes of a file, unpacked if its name ends in .raw.gz. */
export function referenceBytes(path: string): Uint8Array {
  const bytes = readFileSync(referencePath(path));
  return path.endsWith('.raw.gz') ? new Uint8Array(gunzipSync(bytes)) : new Uint8Array(bytes);
}

export const referenceText = (path: string): string => readFileSync(referencePath(path), 'utf8');

export const referenceVolume = (path: string): Volume => orThrow(readVolume(referenceBytes(path)));
