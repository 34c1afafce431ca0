const thin = 'Spine 1 mm Br40';
/** What the app shows of each synthetic patient: fracture, lowest T-score, cleft, CT series. */
export const expectedTiles: readonly (readonly [
  id: string,
  level: string,
  tScore: string,
  cleft: string,
  ct: string,
])[] = [
  ['typical', 'L1', '-3.1', 'absent', thin],
  ['low', 'L2', '-2.1', 'absent', thin],
  ['high', 'L1', '-4.3', 'present', thin],
  ['no-bmd', 'L1', 'unknown', 'absent', thin],
  ['two-bmds', 'L1', 'conflict of 2', 'absent', thin],
  ['t-score-units', 'L1', '-2.9', 'absent', thin],
  ['odd-unit', 'L1', 'unknown', 'absent', thin],
  ['old-bmd', 'L1', '-3 (old)', 'absent', thin],
  ['cleft-unrecorded', 'T12', '-3.3', 'unknown', thin],
  ['two-fractures', 'L2', '-3.5', 'absent', thin],
  ['level-mismatch', 'L1', '-2.8', 'absent', thin],
  ['pathologic', 'L1', '-2.5', 'absent', thin],
  ['augmented-before', 'L1', '-3.2', 'absent', thin],
  ['no-ct', 'L1', '-3', 'absent', 'none'],
  ['thick-slices', 'L1', '-3.1', 'absent', 'Spine 5 mm Br40'],
  ['contrast-ct', 'L1', '-2.7', 'absent', thin],
  ['missing-slices', 'L1', '-3.4', 'absent', thin],
  ['tilted-ct', 'L1', '-2.9', 'absent', thin],
  ['wide-range', 'L1', '-1.9', 'absent', thin],
];
