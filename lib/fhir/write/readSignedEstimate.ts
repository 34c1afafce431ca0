import type { Condition, RiskAssessment } from 'fhir/r4';
import { isIsoDate } from '@/lib/core/dates';
import { type DisplayRange, fractionsOf } from '@/lib/core/perHundred';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { levelsOf } from '../chart/resources';
import { estimateIdSystem, isTestData } from './systems';
import { writtenNumbers } from './writtenNumbers';

/** An estimate of ours in a chart, as it was signed. */
export interface ChartEstimate {
  readonly reference: string;
  readonly signedOn: string;
  /** 0 to 1, as rounded when it was written. */
  readonly probability: number;
  readonly low: number;
  readonly high: number;
  readonly displayRange?: DisplayRange;
  readonly level: VertebraLevel;
  readonly demonstration: boolean;
  /** Entered in error: it holds no longer, and neither does the one that it replaced. */
  readonly withdrawn: boolean;
  /** "rbp-tabnet-demo 1.0.0", as the estimate's method names it. */
  readonly program?: string;
  /** References of what it was computed from. */
  readonly basis: readonly string[];
}

/** Reads a RiskAssessment that this product wrote; any other one is not ours to interpret. */
export function readSignedEstimate(
  resource: RiskAssessment,
  conditions: readonly Condition[],
): ChartEstimate | undefined {
  const ours = resource.identifier?.some(({ system }) => system === estimateIdSystem);
  const withdrawn = resource.status === 'entered-in-error';
  const held = resource.status === 'final' || resource.status === 'amended';
  const program = resource.method?.text?.split(';')[0];
  const { per100, range, displayRange } = writtenNumbers(resource);
  const condition = conditions.find(({ id }) => resource.condition?.reference?.endsWith(`Condition/${id}`));
  const [level] = levelsOf(condition?.bodySite);
  if (!ours || !(held || withdrawn) || !level || !isIsoDate(resource.occurrenceDateTime)) return undefined;
  if (per100 === undefined || !range) return undefined;
  return {
    reference: `RiskAssessment/${resource.id}`,
    signedOn: resource.occurrenceDateTime,
    probability: per100 / 100,
    ...fractionsOf(range),
    ...(displayRange && { displayRange: fractionsOf(displayRange) }),
    level,
    demonstration: isTestData(resource.meta),
    withdrawn,
    ...(program && { program }),
    basis: (resource.basis ?? []).flatMap(({ reference }) => reference ?? []),
  };
}
