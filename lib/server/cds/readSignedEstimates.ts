import 'server-only';
import type { FhirResource } from 'fhir/r4';
import type { SignedEstimate } from '@/lib/cds/orderFacts';
import type { Prefetched } from '@/lib/cds/prefetch';
import { subjectOf } from '@/lib/fhir/chart/loadChart';
import { newerFindings, updatedMs } from '@/lib/fhir/write/newerFindings';
import { readSignedEstimate } from '@/lib/fhir/write/readSignedEstimate';
import { isStopped, type StoppedModel } from '@/lib/model/siteFacts';
import { modelOfVersionLine } from '@/lib/model/versionLine';
import { resourcesIn } from './readPrefetchedChart';

const chartKeys = ['conditions', 'findings', 'measurements', 'procedures', 'medications', 'imaging', 'orders'];

/**
 * Our own estimates in the chart, withdrawn ones too: the newest of a level decides, whatever became of it. One is current
 * while its model is not stopped (S20), nothing that it rests on is newer than the signature, and no finding came after it (S18).
 */
export function readSignedEstimates(
  prefetched: Prefetched,
  patientId: string,
  stopped: readonly StoppedModel[],
): readonly SignedEstimate[] {
  const conditions = resourcesIn(prefetched.conditions).filter((resource) => resource.resourceType === 'Condition');
  const updated = new Map(
    chartKeys.flatMap((key) => resourcesIn(prefetched[key]).map((one) => [referenceOf(one), updatedMs(one)] as const)),
  );
  const findings = resourcesIn(prefetched.findings);
  return resourcesIn(prefetched.estimates).flatMap((resource) => {
    if (resource.resourceType !== 'RiskAssessment' || subjectOf(resource) !== `Patient/${patientId}`) return [];
    const estimate = readSignedEstimate(resource, conditions);
    if (!estimate) return [];
    const { basis, withdrawn, program, ...rest } = estimate;
    const signedMs = Date.parse(rest.signedOn);
    // The patient's own record changes with every new address; who the patient is, is checked before each signature.
    const sources = basis.map(unversioned).filter((reference) => !reference.startsWith('Patient/'));
    const unchanged =
      sources.every((reference) => (updated.get(reference) ?? Number.POSITIVE_INFINITY) <= signedMs) &&
      newerFindings(findings, rest.signedOn).length === 0;
    const halted = program !== undefined && isStopped(modelOfVersionLine(program), stopped);
    return [{ ...rest, current: !withdrawn && !halted && unchanged }];
  });
}

const referenceOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

/** "Observation/12" of a relative or absolute reference. */
const unversioned = (reference: string): string =>
  /([A-Za-z]+\/[A-Za-z0-9\-.]{1,64})(\/_history\/[^/]+)?$/.exec(reference)?.[1] ?? reference;
