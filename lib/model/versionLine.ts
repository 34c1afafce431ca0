import type { ModelIdentity } from './assessment';

/** Every version that a result comes from, on screen, print and in the resource alike (S15). */
export function versionLine({
  id,
  version,
  engineVersion,
  radiomicsEngineVersion,
  calibration,
  imageDigest,
}: ModelIdentity): string {
  return [
    `${id} ${version}`,
    `engine ${engineVersion}`,
    ...(radiomicsEngineVersion ? [`radiomics engine ${radiomicsEngineVersion}`] : []),
    `calibration ${calibration.kind} ${calibration.version}`,
    ...(imageDigest ? [`image ${imageDigest}`] : []),
  ].join('; ');
}

/** The line with its digest cut to what a person compares; paper has no room for 64 digits. */
export const shortVersionLine = (line: string): string => line.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+/g, '$1');

/** The model and its version that a line names. */
export function modelOfVersionLine(line: string): Pick<ModelIdentity, 'id' | 'version'> {
  const [id, version = ''] = line.split(';')[0].trim().split(' ');
  return { id, version };
}
