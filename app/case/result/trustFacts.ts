import { formatDate } from '@/lib/core/dates';
import { perHundred } from '@/lib/core/perHundred';
import type { Estimate } from '@/lib/model/assessment';
import type { Fact } from '@/lib/ui/FactStrip';

/** What the estimate stands on (P3): how complete the data are, how the scan and the patient lie to the training, outline, calibration. */
export function trustFacts(estimate: Estimate): readonly Fact[] {
  const { similarPatients, maskSensitivity } = estimate;
  const distance = `Farther from the training patients than ${Math.round(estimate.distancePercentile)} of 100 of them.`;
  const unusual = estimate.cautions.some(({ id }) => id === 'unusual');
  return [
    completeness(estimate),
    scan(estimate),
    {
      name: 'Similar patients',
      state: similarPatients === undefined ? 'unknown' : unusual ? 'attention' : 'ok',
      value: similarPatients === undefined ? 'Not counted' : `${similarPatients} in training`,
      detail: distance,
    },
    ...(maskSensitivity === undefined ? [] : [outline(estimate, maskSensitivity)]),
    calibration(estimate),
  ];
}

function completeness({ inputs, unknownSpan, displayRange }: Estimate): Fact {
  const unknown = inputs.filter(({ value }) => value === 'unknown');
  const edited = inputs.filter((input) => input.edited).map(({ label }) => label);
  const span =
    unknownSpan &&
    `If known, the estimate could lie between ${perHundred(unknownSpan.low, displayRange).label} and ${perHundred(unknownSpan.high, displayRange).label} of 100.`;
  return {
    name: 'Data',
    state: unknown.length === 0 ? 'ok' : 'unknown',
    value:
      unknown.length === 0
        ? `All ${inputs.length} inputs known`
        : `${unknown.length} of ${inputs.length} inputs unknown`,
    detail: [
      ...(unknown.length > 0 ? [`Not known: ${unknown.map(({ label }) => label).join(', ')}.`] : []),
      ...(span ? [span] : []),
      ...(edited.length > 0 ? [`Edited for this estimate: ${edited.join(', ')}.`] : []),
    ].join(' '),
  };
}

const scanCautions = ['ct-ageing', 'contrast-unknown', 'scanner-unseen'];

/** A scan outside the limits brings no estimate, so here it is within them, with or without a caution. */
function scan({ cautions }: Estimate): Fact {
  const named = cautions.filter(({ id }) => scanCautions.includes(id));
  return {
    name: 'Scan',
    state: named.length > 0 ? 'attention' : 'ok',
    value: "Within the model's limits",
    detail: named.map(({ reason }) => reason).join(' '),
  };
}

function outline({ cautions }: Estimate, sensitivity: number): Fact {
  return {
    name: 'Outline',
    state: cautions.some(({ id }) => id === 'mask-sensitive') ? 'attention' : 'ok',
    value: sensitivity < 0.005 ? 'Stable' : `Within ${Math.round(sensitivity * 100)} of 100`,
    detail: `An outline one voxel larger or smaller moves it by up to ${Math.round(sensitivity * 100)} of 100.`,
  };
}

function calibration({ model: { calibration: used } }: Estimate): Fact {
  if (used.kind === 'package')
    return {
      name: 'Calibration',
      state: 'attention',
      value: 'NOT adjusted to your hospital',
      detail: `The package's own calibration, ${used.version}, is used.`,
    };
  const facts = [
    ...(used.patients === undefined ? [] : [`n = ${used.patients}`]),
    ...(used.updated ? [`updated ${formatDate(used.updated)}`] : []),
  ];
  return {
    name: 'Calibration',
    state: 'ok',
    value: `Adjusted to your hospital${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`,
    detail: `Calibration ${used.version}.`,
  };
}
