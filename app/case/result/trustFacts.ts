import { formatDate } from '@/lib/core/dates';
import { withMinus } from '@/lib/core/inPrint';
import { betweenPerHundred } from '@/lib/core/perHundred';
import type { Estimate, LimitFinding } from '@/lib/model/assessment';
import type { Fact } from '@/lib/ui/FactStrip';
import { cautionsOf } from './cautionKinds';

/** What the estimate stands on (P3): how complete the data are, how the scan and the patient lie to the training, outline, calibration. */
export function trustFacts(estimate: Estimate): readonly Fact[] {
  const { maskSensitivity } = estimate;
  return [
    completeness(estimate),
    scan(estimate),
    similar(estimate),
    ...(maskSensitivity === undefined ? [] : [outline(estimate, maskSensitivity)]),
    calibration(estimate),
  ];
}

/** A caution in one piece: why, what was found against what limit, and what to do. */
const inFull = ({ reason, measured, limit, remedy }: LimitFinding): string =>
  withMinus(`${reason} Found: ${measured}; limit: ${limit}. ${remedy}`);
const sentences = (...parts: readonly string[]): string => parts.join(' ');

function similar({ cautions, similarPatients, trainingPatients, distancePercentile }: Estimate): Fact {
  const unusual = cautionsOf('similar', cautions);
  const among = trainingPatients === undefined ? 'in training' : `of ${trainingPatients} in training`;
  return {
    name: 'Similar patients',
    state: similarPatients === undefined ? 'unknown' : unusual.length > 0 ? 'attention' : 'ok',
    value: similarPatients === undefined ? 'Not counted' : `${similarPatients} ${among}`,
    detail: sentences(
      `Farther from the training patients than ${Math.round(distancePercentile)} of 100 of them.`,
      ...unusual.map(inFull),
    ),
  };
}

function completeness({ inputs, unknownSpan, displayRange }: Estimate): Fact {
  const unknown = inputs.filter(({ value }) => value === 'unknown');
  const edited = inputs.filter((input) => input.edited).map(({ label }) => label);
  const span = unknownSpan && `If known, the estimate could be ${betweenPerHundred(unknownSpan, displayRange)}.`;
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

/** A scan outside the limits brings no estimate, so here it is within them, with or without a caution. */
function scan({ cautions }: Estimate): Fact {
  const named = cautionsOf('scan', cautions);
  return {
    name: 'Scan',
    state: named.length > 0 ? 'attention' : 'ok',
    value: "Within the model's limits",
    detail: sentences(...named.map(inFull)),
  };
}

function outline({ cautions }: Estimate, sensitivity: number): Fact {
  const sensitive = cautionsOf('outline', cautions);
  return {
    name: 'Outline',
    state: sensitive.length > 0 ? 'attention' : 'ok',
    value: sensitivity < 0.005 ? 'Stable' : `Within ${Math.round(sensitivity * 100)} of 100`,
    detail: sentences(
      `An outline one voxel larger or smaller moves it by up to ${Math.round(sensitivity * 100)} of 100.`,
      ...sensitive.map(inFull),
    ),
  };
}

function calibration({ cautions, model: { calibration: used } }: Estimate): Fact {
  if (used.kind === 'package')
    return {
      name: 'Calibration',
      state: 'attention',
      value: 'NOT adjusted to your hospital',
      detail: sentences(
        'The base rate of a hospital alone can move an estimate by ten points.',
        ...cautionsOf('calibration', cautions).map(({ remedy }) => remedy),
        `The package's own calibration, ${used.version}, is used.`,
      ),
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
