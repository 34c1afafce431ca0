import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import {
  draftOrder,
  draftOrderIdentifier,
  draftOrderTransaction,
  identifiedOrder,
  type SuggestedOrder,
} from '@/lib/fhir/write/draftOrder';
import type { FhirSession } from '../session/fhirSession';
import { createOnScratchpad } from '../session/scratchpad';
import type { DraftOrderCase } from './draftOrderTarget';

/**
 * Hands one draft order to the EHR and returns its reference: to its scratchpad, where it offers one (E15), else to the chart.
 * The patient is read again right before (S4); in the chart a repetition finds the first draft.
 */
export async function writeDraftOrder(
  fhir: FhirSession,
  kind: SuggestedOrder,
  { level, conditionReference, status }: DraftOrderCase,
): Promise<Result<string>> {
  const { patientId } = fhir.session;
  const { body } = await fhir.exchange(`Patient/${patientId}`);
  if (body?.resourceType !== 'Patient' || body.id !== patientId) return fail(otherPatient);
  const identifier = await draftOrderIdentifier(kind, patientId, conditionReference);
  const order = draftOrder(kind, patientId, level, new Date().toISOString());
  const { messaging } = fhir.session;
  if (messaging) {
    const resource = identifiedOrder(order, identifier, status);
    return createOnScratchpad(window, messaging, resource, crypto.randomUUID());
  }
  const bundle = draftOrderTransaction(order, identifier, status, `urn:uuid:${crypto.randomUUID()}`);
  const answer = await fhir.exchange('', { method: 'POST', body: bundle });
  const [entry] = answer.body?.resourceType === 'Bundle' ? (answer.body.entry ?? []) : [];
  const reference = /ServiceRequest\/[A-Za-z0-9\-.]{1,64}/.exec(entry?.response?.location ?? '')?.[0];
  if (answer.status !== 200 || !reference) return fail({ ...refused, details: { status: answer.status } });
  return ok(reference);
}

const otherPatient: Problem = {
  code: 'draft-order-patient',
  message: 'The patient of this launch could not be read again, so no order was written.',
  remedy: 'Check the connection, or open Backcast from the chart again.',
};
const refused: Problem = {
  code: 'draft-order-refused',
  message: 'The EHR did not take the draft order.',
  remedy: 'Try again: an order that arrived is found and never written twice. Or copy the line into a note.',
};
