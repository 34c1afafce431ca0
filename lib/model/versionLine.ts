import type { ModelIdentity } from './assessment';

/** Every version that a result comes from, on screen, print and in the resource alike (S15). */
export function versionLine(model: ModelIdentity): string {
  const { id, version, calibration, imageDigest } = model;
  return [
    `${id} ${version}`,
    ...engines(model),
    `calibration ${calibration.kind} ${calibration.version}`,
    ...(imageDigest ? [`image ${imageDigest}`] : []),
  ].join('; ');
}

/** The code that scored, and the code that measured the scan if the model looks at one. */
export const engines = ({ engineVersion, radiomicsEngineVersion }: ModelIdentity): readonly string[] => [
  `engine ${engineVersion}`,
  ...(radiomicsEngineVersion ? [`radiomics engine ${radiomicsEngineVersion}`] : []),
];

/** The line with its digest cut to what a person compares; paper has no room for 64 digits. */
export const shortVersionLine = (line: string): string => line.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+/g, '$1');

/** The model and its version that a line names. */
export function modelOfVersionLine(line: string): Pick<ModelIdentity, 'id' | 'version'> {
  const [id, version = ''] = line.split(';')[0].trim().split(' ');
  return { id, version };
}
