import 'client-only';
import type { Problem } from '@/lib/core/result';
import { signedInChart } from '@/lib/fhir/write/signedInChart';
import { type ChartSite, readChart } from '../app/chartReading';
import type { OpenCase } from '../app/openCase';
import { chosenFracture } from '../case/chosenFracture';

/**
 * Reads the chart and what it holds as signed for the fracture into a case that has no result of its own: a card's link opens
 * the patient view in a launch of its own. What an earlier reading found does not stand when this one fails.
 * @param signal the step was left: nothing is kept that a later reading may have overtaken.
 * @returns what went wrong, if anything did.
 */
export async function readSignedEarlier(
  { fhir, store }: Pick<OpenCase, 'fhir' | 'store'>,
  sites: readonly ChartSite[],
  signal: AbortSignal,
): Promise<Problem | undefined> {
  const chart = await readChart(fhir, sites);
  if (signal.aborted) return undefined;
  if (chart.ok) store.update({ chart: chart.value });
  const conditionReference = chosenFracture(store.get())?.conditionReference;
  const { patientId, siteId } = fhir.session;
  const localCodes = sites.find(({ id }) => id === siteId)?.localCodes;
  if (!chart.ok || !conditionReference || !localCodes) {
    store.update({ signedEarlier: undefined });
    return chart.ok ? undefined : chart.problem;
  }
  const { versions } = chart.value;
  const found = await signedInChart({ patientId, conditionReference, versions, localCodes }, fhir.query);
  if (signal.aborted) return undefined;
  store.update({ signedEarlier: found.ok ? found.value : undefined });
  return found.ok ? undefined : found.problem;
}
