import type { ModelManifest } from '@/lib/model/manifest';
import type { ModelLimit } from '@/lib/model/manifestLimits';

type Fact = Extract<ModelLimit['rule'], { fact: unknown }>['fact'];

const factNames: Readonly<Record<Fact, string>> = {
  bmdAgeDays: 'Age of the bone density measurement',
  ctAgeDays: 'Age of the CT',
  kvp: 'Tube voltage',
  sliceSpacingMm: 'Slice spacing',
  sliceThicknessMm: 'Slice thickness',
  inPlaneSpacingMm: 'Pixel size',
  levelsPlanned: 'Levels to be augmented',
  ageYears: 'Age of the patient',
  contrast: 'Contrast agent',
  metalInMask: 'Metal in the outline',
  cementInMask: 'Cement in the outline',
  segmentationAccepted: 'Acceptance of the outline',
  segmentationFailed: 'Quality of the outline',
  levelsAgree: 'Level of the fracture',
  pathologicFracture: 'Kind of fracture',
  earlierAugmentationAtLevel: 'Earlier augmentation',
  siteCalibrated: 'Calibration at the hospital',
  modelEnabled: 'Model switched on',
  modality: 'Modality',
  kernel: 'Reconstruction kernel',
  scannerModel: 'Scanner',
  country: 'Country',
};

/** What a limit is about, in a few words; its own text says only how far it goes. */
export function limitName({ rule }: ModelLimit, inputs: ModelManifest['inputs']): string {
  switch (rule.kind) {
    case 'number':
    case 'flag':
    case 'word':
      return factNames[rule.fact];
    case 'input-known':
      return rule.input === '*' ? 'All other required inputs' : labelOf(rule.input, inputs);
    case 'input-in-range':
      return rule.input === '*' ? 'Range of each input' : `Range: ${labelOf(rule.input, inputs)}`;
    case 'distance':
      return 'Combination of values';
    case 'interval-width':
      return "Width of the estimate's range";
    case 'mask-sensitivity':
      return 'Outline one voxel larger or smaller';
    case 'preprocessing-hash':
      return 'Parameters of the texture features';
    case 'always':
      return 'Population';
  }
}

const labelOf = (name: string, inputs: ModelManifest['inputs']): string =>
  inputs.find((input) => input.name === name)?.label ?? name;
