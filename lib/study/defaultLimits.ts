import type { ModelLimit } from '@/lib/model/manifestLimits';

/** Kernels that smooth as those of the training scans do, by vendors' names; a bone kernel sharpens texture. */
const softKernels = [
  'soft*',
  'standard',
  'b20*',
  'b26*',
  'b30*',
  'b31*',
  'b35*',
  'b40*',
  'br36*',
  'br38*',
  'br40*',
  'bf37*',
  'fc03',
  'fc04',
  'fc05',
  'fc07',
  'fc08',
  'fc12',
  'fc13',
  'fc14',
  'fc17',
  'fc18',
  'b',
  'c',
  'a',
  'ub',
  'i30*',
  'i31*',
  'i40*',
];

/** S6: no number leaves on any of these. */
const abstentions: readonly Omit<ModelLimit, 'severity'>[] = [
  {
    id: 'bmd-missing',
    rule: { kind: 'input-known', input: 'tScore' },
    reason: 'The model needs a bone density measurement, and none is known.',
    limit: 'a T-score by DXA',
    remedy: 'Order DXA; the data screen can draft the order.',
  },
  {
    id: 'bmd-too-old',
    // A date in the future is a slip, and no date; a day ahead may be another time zone.
    rule: { kind: 'number', fact: 'bmdAgeDays', atLeast: -1, atMost: 730, whenUnknown: 'reached' },
    reason: 'Bone density changes with time and treatment; the measurement is too old or undated.',
    limit: 'at most 24 months (730 days)',
    remedy: 'Order a new DXA.',
  },
  {
    id: 'cleft-unread',
    rule: { kind: 'input-known', input: 'cleft' },
    reason: 'The cleft is the strongest clinical input, and it has not been read or could not be told.',
    limit: 'read as present or absent',
    remedy: 'Answer the cleft question on the imaging screen; if it cannot be told, consider a scan in extension.',
  },
  {
    id: 'inputs-missing',
    rule: { kind: 'input-known', input: '*' },
    reason: 'The model cannot be computed without these inputs.',
    limit: 'all required inputs known',
    remedy: 'Complete them on the data and imaging screens.',
  },
  {
    id: 'not-ct',
    rule: { kind: 'word', fact: 'modality', oneOf: ['CT'], whenUnknown: 'reached' },
    reason: 'The texture features are defined on CT.',
    limit: 'CT',
    remedy: 'Choose a CT series.',
  },
  {
    id: 'contrast',
    rule: { kind: 'flag', fact: 'contrast', mustBe: false, whenUnknown: 'passed' },
    reason: 'Contrast agent raises attenuation and changes texture.',
    limit: 'no contrast agent',
    remedy: 'Choose a series without contrast.',
  },
  {
    id: 'kernel',
    rule: { kind: 'word', fact: 'kernel', oneOf: softKernels, whenUnknown: 'reached' },
    reason: 'A kernel of another sharpness changes texture; training scans had soft kernels.',
    limit: 'a soft or standard kernel',
    remedy: 'Choose a reconstruction with a soft kernel, or ask radiology for one.',
  },
  {
    id: 'slice-spacing',
    rule: { kind: 'number', fact: 'sliceSpacingMm', atLeast: 0.4, atMost: 1.6, whenUnknown: 'reached' },
    reason: 'Slices this far apart lose the pattern that the model reads.',
    limit: '0.4 to 1.6 mm between slices',
    remedy: 'Choose a thinner reconstruction of the same scan.',
  },
  {
    id: 'slice-thickness',
    rule: { kind: 'number', fact: 'sliceThicknessMm', atMost: 2.05, whenUnknown: 'passed' },
    reason: 'Thick slices blur the pattern that the model reads.',
    limit: 'at most 2 mm',
    remedy: 'Choose a thinner reconstruction of the same scan.',
  },
  {
    id: 'pixel-spacing',
    rule: { kind: 'number', fact: 'inPlaneSpacingMm', atLeast: 0.2, atMost: 1, whenUnknown: 'reached' },
    reason: 'Pixels this large lose the pattern that the model reads.',
    limit: '0.2 to 1 mm',
    remedy: 'Choose a reconstruction with a smaller field of view.',
  },
  {
    id: 'kvp',
    rule: { kind: 'number', fact: 'kvp', atLeast: 100, atMost: 140, whenUnknown: 'reached' },
    reason: 'Attenuation of bone depends on the tube voltage.',
    limit: '100 to 140 kVp',
    remedy: 'Choose a series taken at about 120 kVp.',
  },
  {
    id: 'metal',
    rule: { kind: 'flag', fact: 'metalInMask', mustBe: false, whenUnknown: 'reached' },
    reason: 'Metal in the outlined body makes its values meaningless.',
    limit: 'no metal',
    remedy: 'Score another fracture; this one cannot be scored.',
  },
  {
    id: 'cement',
    rule: { kind: 'flag', fact: 'cementInMask', mustBe: false, whenUnknown: 'reached' },
    reason: 'Cement lies in the outlined body; the model is for bodies before augmentation.',
    limit: 'no cement',
    remedy: 'Check the level; a body that was augmented before cannot be scored.',
  },
  {
    id: 'segmentation',
    rule: { kind: 'flag', fact: 'segmentationFailed', mustBe: false, whenUnknown: 'reached' },
    reason: 'The outline did not pass its quality checks.',
    limit: 'all quality checks passed',
    remedy: 'Correct the outline on the imaging screen.',
  },
  {
    id: 'segmentation-unaccepted',
    rule: { kind: 'flag', fact: 'segmentationAccepted', mustBe: true, whenUnknown: 'reached' },
    reason: 'No reader has accepted the outline.',
    limit: 'accepted by a reader',
    remedy: 'Accept or correct the outline on the imaging screen.',
  },
  {
    id: 'level-mismatch',
    rule: { kind: 'flag', fact: 'levelsAgree', mustBe: true, whenUnknown: 'reached' },
    reason: 'Order, diagnosis and outline do not speak of the same vertebra.',
    limit: 'the same level in all',
    remedy: 'Find the right level and correct the one that is wrong.',
  },
  {
    id: 'several-levels',
    rule: { kind: 'number', fact: 'levelsPlanned', atMost: 1, whenUnknown: 'passed' },
    reason: 'The model is for one augmented vertebra.',
    limit: 'one level',
    remedy: 'No estimate is available for a procedure at several levels.',
  },
  {
    id: 'out-of-range',
    rule: { kind: 'input-in-range', input: '*', margin: 0.02 },
    reason: 'A value lies outside what the model was trained on.',
    limit: 'within the training range',
    remedy: 'Check the value; if it is right, no estimate is available for this patient.',
  },
  {
    id: 'pathologic',
    rule: { kind: 'flag', fact: 'pathologicFracture', mustBe: false, whenUnknown: 'passed' },
    reason: 'The fracture is due to tumour, infection or injury; the model is for osteoporotic fractures.',
    limit: 'an osteoporotic fracture',
    remedy: 'No estimate is available for this fracture.',
  },
  {
    id: 'augmented-before',
    rule: { kind: 'flag', fact: 'earlierAugmentationAtLevel', mustBe: false, whenUnknown: 'passed' },
    reason: 'This level was augmented before.',
    limit: 'no earlier augmentation at the level',
    remedy: 'No estimate is available for this level.',
  },
  {
    id: 'far-from-training',
    rule: { kind: 'distance', percentile: 99 },
    reason: 'The combination of values is unlike nearly all training patients.',
    limit: 'below the 99th percentile of distance',
    remedy: 'Check the inputs and the outline; if they are right, no estimate is available.',
  },
  {
    id: 'spread',
    rule: { kind: 'interval-width', points: 40 },
    reason: 'The members of the model disagree too much for an estimate to help.',
    limit: 'an interval at most 40 points wide',
    remedy: 'Complete unknown inputs and check the outline; otherwise no estimate is available.',
  },
  {
    id: 'preprocessing',
    rule: { kind: 'preprocessing-hash' },
    reason: 'Features were computed with other parameters than the model was trained with.',
    limit: 'the parameters in the manifest',
    remedy: 'Reload the application; if it persists, tell its operator.',
  },
  {
    id: 'switched-off',
    rule: { kind: 'flag', fact: 'modelEnabled', mustBe: true, whenUnknown: 'passed' },
    reason: 'This site or this version of the model is switched off.',
    limit: 'switched on',
    remedy: 'Ask the operator of the application.',
  },
];

/** S7: the number is shown with these beside it. */
const cautions: readonly Omit<ModelLimit, 'severity'>[] = [
  {
    id: 'unusual',
    rule: { kind: 'distance', percentile: 95, below: 99 },
    reason: 'The combination of values is unusual in the training data.',
    limit: 'below the 95th percentile of distance',
    remedy: 'Read the estimate with more doubt; check the inputs.',
  },
  {
    id: 'bmd-ageing',
    rule: { kind: 'number', fact: 'bmdAgeDays', atMost: 365, whenUnknown: 'passed' },
    reason: 'The bone density measurement is more than a year old.',
    limit: 'at most 12 months',
    remedy: 'Consider a new DXA.',
  },
  {
    id: 'ct-ageing',
    rule: { kind: 'number', fact: 'ctAgeDays', atMost: 42, whenUnknown: 'reached' },
    reason: 'The fracture may have changed since the scan.',
    limit: 'at most 6 weeks (42 days)',
    remedy: 'Consider a new CT if the pain or the posture changed.',
  },
  {
    id: 'mask-sensitive',
    rule: { kind: 'mask-sensitivity', points: 10 },
    reason: 'The estimate depends on where exactly the outline lies.',
    limit: 'a change of at most 10 points per voxel',
    remedy: 'Look at the outline once more.',
  },
  {
    id: 'contrast-unknown',
    rule: { kind: 'flag', fact: 'contrast', mustBe: false, whenUnknown: 'reached' },
    reason: 'The images do not say whether contrast agent was given.',
    limit: 'known to be without contrast',
    remedy: 'Look at the vessels, or ask radiology.',
  },
  {
    id: 'not-calibrated',
    rule: { kind: 'flag', fact: 'siteCalibrated', mustBe: true, whenUnknown: 'reached' },
    reason: 'The estimate is not adjusted to this hospital; the base rate alone can move it by ten points.',
    limit: 'calibrated at the site',
    remedy: 'Collect 30-day outcomes; an administrator can then calibrate.',
  },
  {
    id: 'population',
    rule: { kind: 'always' },
    reason: 'Ethnicity and country of this patient are not represented in the training data.',
    limit: 'represented in the training data',
    remedy: 'Read the estimate with more doubt.',
  },
];

/** Every abstention and caution of S6 and S7 as data; `scannerNames` are the scanners of the training scans. */
export function defaultLimits(scannerNames: readonly string[], inputNames: readonly string[]): ModelLimit[] {
  const unseen: Omit<ModelLimit, 'severity'> = {
    id: 'scanner-unseen',
    rule: { kind: 'word', fact: 'scannerModel', oneOf: [...scannerNames], whenUnknown: 'reached' },
    reason: 'The model has not seen a scan of this scanner.',
    limit: 'a scanner of the training data',
    remedy: 'Read the estimate with more doubt; phantom scans can show whether texture agrees.',
  };
  const applies = ({ rule }: Omit<ModelLimit, 'severity'>) =>
    !('input' in rule) || rule.input === '*' || inputNames.includes(rule.input);
  return [
    ...abstentions.filter(applies).map((limit) => ({ ...limit, severity: 'abstain' as const })),
    ...[...cautions, unseen].filter(applies).map((limit) => ({ ...limit, severity: 'caution' as const })),
  ];
}
