import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { UpdateProposal } from './proposeUpdate';

const version = z.strictObject({
  version: z.string().min(1),
  modelId: z.string().min(1),
  modelVersion: z.string().min(1),
  proposed: z.iso.date(),
  method: z.enum(['intercept', 'slope']),
  intercept: z.number(),
  slope: z.number(),
  patients: z.int().positive(),
  events: z.int().positive(),
  guards: z.array(z.strictObject({ name: z.string(), passed: z.boolean(), finding: z.string() })),
  approvals: z.array(z.strictObject({ by: z.string().min(1), on: z.iso.date() })),
});

/** Every calibration that a site ever proposed, oldest first; none is changed but by its approvals, none is removed (S24). */
export const historySchema = z.strictObject({
  schema: z.literal('backcast-calibrations/1'),
  versions: z.array(version),
});

export type CalibrationHistory = z.infer<typeof historySchema>;
export type CalibrationVersion = CalibrationHistory['versions'][number];

export const emptyHistory: CalibrationHistory = { schema: 'backcast-calibrations/1', versions: [] };
const approversNeeded = 2;

/** Adds a proposal; undefined where it changes nothing or needs training. */
export function withProposal(
  history: CalibrationHistory,
  { test, terms, guards, patients, events }: UpdateProposal,
  model: { readonly id: string; readonly version: string },
  today: string,
): CalibrationHistory | undefined {
  if (!terms || (test.method !== 'intercept' && test.method !== 'slope')) return undefined;
  const added: CalibrationVersion = {
    version: `site ${history.versions.length + 1}`,
    modelId: model.id,
    modelVersion: model.version,
    proposed: today,
    method: test.method,
    ...terms,
    patients,
    events,
    guards: guards.map((guard) => ({ ...guard })),
    approvals: [],
  };
  return { ...history, versions: [...history.versions, added] };
}

/** Adds one person's approval. Refused: an unknown version, one that failed a guard, a person who approved already. */
export function withApproval(
  history: CalibrationHistory,
  name: string,
  by: string,
  today: string,
): Result<CalibrationHistory, Problem<'approval-refused'>> {
  const found = history.versions.find((one) => one.version === name);
  if (!found) return refused(`there is no version "${name}"`, 'Name one of the versions in the history.');
  const failed = found.guards.filter(({ passed }) => !passed);
  if (failed.length > 0)
    return refused(
      `"${name}" did not pass: ${failed.map(({ name: guard, finding }) => `${guard} (${finding})`).join('; ')}`,
      'Collect more outcomes and propose again.',
    );
  if (!by.trim() || found.approvals.some((one) => samePerson(one.by, by)))
    return refused(`${by.trim() || 'nobody'} cannot be the second person`, 'A second person has to approve.');
  const approved = { ...found, approvals: [...found.approvals, { by: by.trim(), on: today }] };
  return ok({ ...history, versions: history.versions.map((one) => (one === found ? approved : one)) });
}

/** The `calibration` of the site registry, once two people have approved it. */
export function registryBlock({ approvals, version: name, ...at }: CalibrationVersion) {
  if (approvals.length < approversNeeded) return undefined;
  return {
    modelId: at.modelId,
    modelVersion: at.modelVersion,
    version: name,
    intercept: at.intercept,
    slope: at.slope,
    patients: at.patients,
    updated: approvals[approvals.length - 1].on,
    approvedBy: approvals.map(({ by }) => by),
  };
}

const samePerson = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

const refused = (found: string, remedy: string) =>
  fail({ code: 'approval-refused' as const, message: `Not approved: ${found}.`, remedy });
