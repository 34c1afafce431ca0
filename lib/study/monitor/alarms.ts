import type { Estimated } from '../metrics/uncertainty';
import type { Alarm, MonitorResult } from './monitorResult';

/** Set before any outcome is looked at (S23). */
export interface AlarmLimits {
  /** Observed to expected beyond either, with an interval that leaves 1 out. */
  readonly observedToExpected: readonly [low: number, high: number];
  /** Calibration slope beyond either, with an interval that leaves 1 out. */
  readonly slope: readonly [low: number, high: number];
  readonly abstained: number;
  readonly outlineEdited: number;
  /** Share of estimates whose outcome must be known for the rest to mean anything. */
  readonly followedUp: number;
  /** 0.25 is the customary bound of a "major shift" (Siddiqi 2006). */
  readonly psi: number;
}

export const usualLimits: AlarmLimits = {
  observedToExpected: [0.8, 1.25],
  slope: [0.8, 1.25],
  abstained: 0.3,
  outlineEdited: 0.3,
  followedUp: 0.8,
  psi: 0.25,
};

/** What passed its limit, in sentences; nothing that is "too few to judge" can. */
export function alarmsOf(found: Omit<MonitorResult, 'alarms'>, limits: AlarmLimits): readonly Alarm[] {
  const { performance, groups, drift } = found;
  const shares = (['abstained', 'outlineEdited'] as const).filter((name) => found[name].low > limits[name]);
  return [
    ...(performance === 'too few to judge'
      ? []
      : [
          ...beyond('observed to expected', performance.observedToExpected, limits.observedToExpected),
          ...beyond('calibration slope', performance.slope, limits.slope),
        ]),
    ...groups.flatMap(({ by, group, observedToExpected }) =>
      observedToExpected === 'too few to judge'
        ? []
        : beyond(`observed to expected, ${by} ${group}`, observedToExpected, limits.observedToExpected),
    ),
    ...shares.map((name) => ({
      about: name,
      message: `${shareNames[name]}: ${per100(found[name].value)} of 100 cases, the limit is ${per100(limits[name])}.`,
    })),
    ...(found.followedUp.value < limits.followedUp
      ? [
          {
            about: 'followedUp',
            message: `The outcome is known for ${per100(found.followedUp.value)} of 100 estimates, fewer than ${per100(limits.followedUp)}: who is missing may differ from who is not.`,
          },
        ]
      : []),
    ...drift.flatMap(({ input, psi }) =>
      psi !== 'too few to judge' && psi > limits.psi
        ? [
            {
              about: input,
              message: `${input} is spread otherwise than in training: index ${psi.toFixed(2)}, the limit is ${limits.psi}.`,
            },
          ]
        : [],
    ),
  ];
}

const shareNames = { abstained: 'Abstentions', outlineEdited: 'Outlines that were edited' } as const;
const per100 = (value: number): string => String(Math.round(100 * value));

function beyond(about: string, { value, low, high }: Estimated, [least, most]: readonly [number, number]): Alarm[] {
  const outside = value < least || value > most;
  const leavesOutOne = low > 1 || high < 1;
  if (!outside || !leavesOutOne) return [];
  const range = `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return [{ about, message: `${about}: ${value.toFixed(2)} (${range}), the limits are ${least} and ${most}.` }];
}
