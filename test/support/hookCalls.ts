import { randomUUID } from 'node:crypto';
import type { FhirResource, Observation } from 'fhir/r4';
import { hasCode } from '@/lib/fhir/chart/resources';
import { bmiCodes, heightCodes, painScoreCodes, weightCodes } from '@/lib/fhir/codes';
import { seedResources } from '../../sandbox/patients/patients';
import { clientIss, clientKeys, kyphoplastyOrder } from './cdsClient';

const visitMeasurements = [...bmiCodes, ...weightCodes, ...heightCodes, ...painScoreCodes];

/** A CDS client that calls a running server over HTTP, with a key set that the site registry holds. */
export async function hookCaller() {
  const keys = await clientKeys();
  // The registry holds the keys themselves, so the token names no address of a key set.
  const sign = (audience: string, now: Date) => keys.sign(audience, now, { header: { jku: undefined } });
  /** Sends to `serverUrl` what is addressed to `publicUrl`, as a load balancer would. */
  const post = async (serverUrl: string, publicUrl: string, path: string, body: unknown, token?: string) => {
    const bearer = token ?? (await sign(`${publicUrl}${path}`, new Date()));
    return fetch(`${serverUrl}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body),
    });
  };
  return { registration: { iss: clientIss, jwks: keys.jwks }, sign, post };
}

/** An order-sign call for a synthetic patient of the sandbox, all prefetch filled from its chart. */
export function orderSignFor(
  patientId: string,
  seed = seedResources(new Date(), 'https://pacs.test/dicom-web'),
): object {
  const own = seed.filter(
    (resource) => (resource as { subject?: { reference?: string } }).subject?.reference === `Patient/${patientId}`,
  );
  const bundle = (type: FhirResource['resourceType'], holds: (resource: FhirResource) => boolean = () => true) => ({
    resourceType: 'Bundle',
    type: 'searchset',
    entry: own.filter((one) => one.resourceType === type && holds(one)).map((resource) => ({ resource })),
  });
  const isMeasured = (resource: FhirResource) => hasCode((resource as Observation).code, visitMeasurements);
  const order = { ...kyphoplastyOrder, subject: { reference: `Patient/${patientId}` } };
  return {
    hook: 'order-sign',
    hookInstance: randomUUID(),
    context: {
      userId: 'Practitioner/ruiz',
      patientId,
      draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: order }] },
    },
    prefetch: {
      patient: seed.find(({ resourceType, id }) => resourceType === 'Patient' && id === patientId),
      conditions: bundle('Condition'),
      findings: bundle('Observation', (resource) => !isMeasured(resource)),
      measurements: bundle('Observation', isMeasured),
      procedures: bundle('Procedure'),
      medications: bundle('MedicationRequest'),
      imaging: bundle('ImagingStudy'),
      orders: bundle('ServiceRequest'),
      estimates: bundle('RiskAssessment'),
    },
  };
}

/** Feedback that a card was set aside. */
export const setAside = (card: string, userComment?: string): object => ({
  feedback: [
    {
      card,
      outcome: 'overridden',
      overrideReason: { reason: { code: 'later-visit' }, ...(userComment && { userComment }) },
      outcomeTimestamp: new Date().toISOString(),
    },
  ],
});
