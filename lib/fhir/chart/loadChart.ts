import type { Endpoint, FhirResource, Medication } from 'fhir/r4';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { ChartData, ChartProblem } from '../chartData';
import { buildChart, type ChartOptions } from './buildChart';
import { type ChartQuery, chartQueries } from './queries';
import { isReadable } from './readable';
import type { ChartResources } from './resources';

/** Reads one query: every page of a search, or the one resource of a read. */
export type FhirQuery = (query: string) => Promise<Result<readonly FhirResource[]>>;

/** What a search brings along with its matches. */
interface Included {
  readonly endpoints: Endpoint[];
  readonly medications: Medication[];
}

type Parts = { -readonly [Part in keyof ChartResources]: ChartResources[Part] };

/**
 * Reads a patient's chart, all queries at once. A query that fails leaves the others standing and is named with what is
 * missing because of it; only without the patient there is no chart.
 */
export async function loadChart(
  patientId: string,
  query: FhirQuery,
  options: Omit<ChartOptions, 'convert'> & { readonly loadConvert: () => Promise<ChartOptions['convert']> },
): Promise<Result<ChartData>> {
  const queries = chartQueries(patientId, options.localCodes);
  const answers = await Promise.all(queries.map(async (one) => ({ one, answer: await query(one.query) })));
  const parts: Partial<Parts> & Included = { endpoints: [], medications: [] };
  const problems: ChartProblem[] = [];
  for (const { one, answer } of answers) {
    if (!answer.ok) problems.push({ ...answer.problem, missing: one.missing });
    else {
      const unreadable = sort(one, answer.value, patientId, parts);
      if (unreadable > 0)
        problems.push({ ...notUnderstood(unreadable), missing: one.missing.map((what) => `some ${what}` as const) });
    }
  }
  if (!parts.patient) return fail(problems.find(({ missing }) => missing.includes('identity')) ?? noPatient);
  const empty: ChartResources = {
    patient: parts.patient,
    conditions: [],
    observations: [],
    procedures: [],
    serviceRequests: [],
    medicationRequests: [],
    imagingStudies: [],
    diagnosticReports: [],
    endpoints: [],
    medications: [],
  };
  const build = (convert: ChartOptions['convert']) =>
    buildChart({ ...empty, ...parts }, { ...options, convert }, problems);
  // Most charts are in our units: the library of units is loaded only where one is not.
  let isNeeded = false;
  const chart = build(() => {
    isNeeded = true;
    return undefined;
  });
  if (!isNeeded) return ok(chart);
  const convert = await options.loadConvert().catch(() => undefined);
  return ok(convert ? build(convert) : { ...chart, problems: [...problems, noUnits] });
}

/**
 * Keeps resources of the asked type that belong to this patient: a server that mixes patients up must not mix them up here.
 * @returns how many of them could not be read.
 */
function sort(
  { part }: ChartQuery,
  resources: readonly FhirResource[],
  patientId: string,
  parts: Partial<Parts> & Included,
): number {
  for (const resource of resources) {
    if (resource.resourceType === 'Endpoint' && isReadable(resource)) parts.endpoints.push(resource);
    if (resource.resourceType === 'Medication' && isReadable(resource)) parts.medications.push(resource);
  }
  if (part === 'patient') {
    const found = resources.find((resource) => resource.resourceType === 'Patient' && resource.id === patientId);
    if (found && isReadable(found)) parts.patient = found as Parts['patient'];
    return found && !parts.patient ? 1 : 0;
  }
  const wanted = typeOf[part];
  const own = resources.filter(
    (resource) => resource.resourceType === wanted && subjectOf(resource) === `Patient/${patientId}`,
  );
  const readable = own.filter(isReadable);
  Object.assign(parts, { [part]: readable });
  return own.length - readable.length;
}

const typeOf: Readonly<Record<Exclude<ChartQuery['part'], 'patient'>, FhirResource['resourceType']>> = {
  conditions: 'Condition',
  observations: 'Observation',
  procedures: 'Procedure',
  serviceRequests: 'ServiceRequest',
  medicationRequests: 'MedicationRequest',
  imagingStudies: 'ImagingStudy',
  diagnosticReports: 'DiagnosticReport',
};

/** "Patient/id" of a relative or absolute reference. */
export function subjectOf(resource: FhirResource): string | undefined {
  const { subject, patient } = resource as { subject?: { reference?: unknown }; patient?: { reference?: unknown } };
  const reference = String((subject ?? patient)?.reference ?? '');
  return /(Patient\/[A-Za-z0-9\-.]{1,64})(\/_history\/[^/]+)?$/.exec(reference)?.[1];
}

const notUnderstood = (count: number): Problem => ({
  code: 'records-not-understood',
  message: `${count === 1 ? 'A record of the EHR is' : `${count} records of the EHR are`} not as FHIR says, and ${count === 1 ? 'was' : 'were'} left out.`,
  remedy: 'Look into the chart for what is missing here, and tell the hospital integrator.',
});
const noUnits: ChartProblem = {
  code: 'units-not-loaded',
  message: 'The table of units could not be loaded, so values in other units than ours were not converted.',
  remedy: 'Check the connection and read the chart again.',
  missing: ['values in other units'],
};
const noPatient: Problem = {
  code: 'patient-unreadable',
  message: 'The chart holds no record of this patient.',
  remedy: 'Open the app again from the chart; if this stays, ask for the scope patient/Patient.r.',
};
