import 'client-only';
import type { Problem, Result } from '@/lib/core/result';
import { defaultBmdLimitDays } from '@/lib/fhir/boneDensityInForce';
import { loadChart } from '@/lib/fhir/chart/loadChart';
import type { ChartData } from '@/lib/fhir/chartData';
import type { LocalCodes } from '@/lib/fhir/codes';
import { loadUcum } from '@/lib/fhir/ucum';
import type { FhirSession } from '../session/fhirSession';
import type { OpenCase } from './openCase';

/** How the records of a site are read. */
export interface ChartSite {
  readonly id: string;
  readonly localCodes: LocalCodes;
}

/** One reading a page, although strict mode runs effects twice, and although it begins before the step that shows it. */
let reading: Promise<Problem | undefined> | undefined;

/** Reads the chart into the case, once a page; resolves to what went wrong, if anything did. */
export function readChartOnce(
  { fhir, store }: Pick<OpenCase, 'fhir' | 'store'>,
  sites: readonly ChartSite[],
): Promise<Problem | undefined> {
  reading ??= readChart(fhir, sites).then((result) => {
    // Once, and not at each step that is opened: a reading of a later moment must not be overwritten by this one.
    if (result.ok) store.update({ chart: result.value });
    return result.ok ? undefined : result.problem;
  });
  return reading;
}

/** Lets the chart be read once more. */
export function forgetChartReading(): void {
  reading = undefined;
}

/** Reads the chart of a launch as it is now. */
export function readChart(fhir: FhirSession, sites: readonly ChartSite[]): Promise<Result<ChartData>> {
  const { session } = fhir;
  const localCodes = sites.find(({ id }) => id === session.siteId)?.localCodes ?? {
    cleft: [],
    fasciaInjury: [],
    augmentationOrder: [],
  };
  const order = session.appContext?.order;
  return loadChart(session.patientId, fhir.query, {
    now: new Date(),
    loadConvert: loadUcum,
    localCodes,
    bmdLimitDays: defaultBmdLimitDays,
    ...(order && { launchOrder: order }),
  });
}
