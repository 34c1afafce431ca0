import type { Condition, ServiceRequest } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';
import { type VertebraLevel, vertebraLevels } from '@/lib/core/vertebra';
import type { AugmentationOrder, ChartValue, Fracture } from '../chartData';
import { augmentationCodes, vertebralFractureCodes } from '../codes';
import { isHeld, onsetOf } from './findings';
import { hasCode, levelsOf, newestFirst, provenanceOf } from './resources';

/** Vertebral fractures of the problem list whose level is coded; a fracture without a level is named as a problem of the chart. */
export function readFractures(
  conditions: readonly Condition[],
  now: Date,
): { fractures: readonly Fracture[]; withoutLevel: number } {
  const held = conditions.filter((condition) => isHeld(condition) && hasCode(condition.code, vertebralFractureCodes));
  const fractures = newestFirst(held, onsetOf).flatMap((condition) =>
    levelsOf(condition.bodySite).map((level): Fracture => {
      const source = provenanceOf(condition, condition.code?.text ?? `${level} fracture`, onsetOf(condition), now);
      return { conditionReference: `Condition/${condition.id}`, level, source };
    }),
  );
  const seen = new Set<VertebraLevel>();
  const distinct = fractures.filter(({ level }) => !seen.has(level) && seen.add(level));
  return { fractures: distinct, withoutLevel: held.filter(({ bodySite }) => levelsOf(bodySite).length === 0).length };
}

/**
 * The fracture to be treated: the only one, or the one at an ordered level. Of several without an order that tells them apart, a
 * person chooses.
 */
export function readTargetFracture(
  fractures: readonly Fracture[],
  withoutLevel: number,
  orderedLevels: readonly VertebraLevel[],
): ChartValue<Fracture> {
  const ordered = fractures.filter(({ level }) => orderedLevels.includes(level));
  const candidates = ordered.length > 0 ? ordered : fractures;
  if (candidates.length === 1) return { state: 'present', value: candidates[0], source: candidates[0].source };
  if (candidates.length > 1)
    return { state: 'conflict', candidates: candidates.map((value) => ({ value, source: value.source })) };
  const reason =
    withoutLevel > 0
      ? 'a vertebral fracture is on the problem list, but its level is not coded'
      : 'no vertebral fracture on the problem list';
  return { state: 'unknown', reason };
}

/**
 * The newest augmentation order that is not finished; the launch may name another one. The levels are those of all open orders,
 * because a procedure at several levels is ordered either way: in one order, or in one for each level.
 */
export function readOrder(
  requests: readonly ServiceRequest[],
  localCodes: readonly Coding[],
  launchOrder: string | undefined,
  now: Date,
): ChartValue<AugmentationOrder> {
  const orders = requests.filter(
    ({ status, code, doNotPerform }) =>
      ['draft', 'active', 'on-hold'].includes(status) &&
      doNotPerform !== true &&
      hasCode(code, [...augmentationCodes, ...localCodes]),
  );
  const [newest] = newestFirst(orders, ({ authoredOn }) => authoredOn);
  const order = orders.find(({ id }) => `ServiceRequest/${id}` === launchOrder) ?? newest;
  if (!order) return { state: 'unknown', reason: 'no order of a vertebral augmentation on file' };
  const named = orders.flatMap(({ bodySite }) => levelsOf(bodySite));
  return {
    state: 'present',
    value: { reference: `ServiceRequest/${order.id}`, levels: vertebraLevels.filter((level) => named.includes(level)) },
    source: provenanceOf(order, order.code?.text ?? 'augmentation order', order.authoredOn, now),
  };
}
