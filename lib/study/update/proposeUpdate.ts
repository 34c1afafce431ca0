import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import { columnsOf, fewestEvents } from '../monitor/monitorSite';
import type { SiteCase } from '../monitor/siteCases';
import { type ClosedTest, closedTest, type NamedColumn } from './closedTest';
import { type Guard, guardsOf } from './guards';
import { composed, fitTerms, type Terms, unchanged } from './terms';

export interface UpdateProposal {
  readonly patients: number;
  readonly events: number;
  readonly test: ClosedTest;
  /** What the site registry's `calibration` would hold; absent where nothing is to change, or training is needed. */
  readonly terms?: Terms;
  readonly guards: readonly Guard[];
}

/** Events that each fitted term needs; inputs beyond that take no part in the refit. */
const eventsPerTerm = 10;

/**
 * The least update that the site's outcomes ask for, with its guards (S24).
 * @param inputNames The model's inputs, the most important first.
 * @param current The calibration that was in force when the cases were answered.
 * Problem `too-few-events` below 50 patients with, or 50 without the outcome.
 */
export function proposeUpdate(
  cases: readonly SiteCase[],
  inputNames: readonly string[],
  current: Terms = unchanged,
  seed = 1,
): Result<UpdateProposal, Problem<'too-few-events'>> {
  const known = cases.filter(({ probability, outcome }) => probability !== undefined && outcome !== undefined);
  const { p, y } = columnsOf(known);
  const events = y.reduce((sum, label) => sum + label, 0);
  if (Math.min(events, known.length - events) < fewestEvents) return fail(tooFew(events, known.length));
  const complete = inputNames
    .map((name): NamedColumn => ({ name, values: known.map(({ inputs }) => inputs[name] ?? Number.NaN) }))
    .filter(({ values }) => !Array.from(values).some(Number.isNaN));
  const test = closedTest(p, y, complete.slice(0, Math.max(0, Math.floor(events / eventsPerTerm) - 2)));
  const facts = { patients: known.length, events, test };
  if (test.method === 'none' || test.method === 'refit') return ok({ ...facts, guards: [] });
  const fitted = fitTerms(test.method, p, y);
  return ok({ ...facts, terms: composed(current, fitted), guards: guardsOf(test.method, fitted, p, y, seed) });
}

const tooFew = (events: number, patients: number): Problem<'too-few-events'> => ({
  code: 'too-few-events',
  message: `${patients} estimates with a known outcome, ${events} of them with pain: too few to judge.`,
  remedy: `Go on collecting the outcome at 3 and 30 days until there are ${fewestEvents} with it and ${fewestEvents} without.`,
});
