import { randomBytes } from 'node:crypto';
import type { FhirResource, OperationOutcome, ServiceRequest } from 'fhir/r4';
import { FhirFailure, invalid } from './fhir/outcome';
import type { FhirStore } from './fhir/store';
import { validate } from './fhir/validate';

/** What answers a `scratchpad.create` message (SMART Web Messaging 1.0). */
interface ScratchpadResponse {
  readonly messageId: string;
  readonly responseToMessageId: string;
  readonly payload: { readonly status: string; readonly location?: string; readonly outcome?: OperationOutcome };
}

/** Drafts that an app hands to the chart's page; they are kept as draft orders, where they wait for a signature. */
export class Scratchpad {
  private readonly patients = new Map<string, string>();

  constructor(private readonly store: FhirStore) {}

  /** For one launch: whose chart its messages are about. */
  readonly newHandle = (patientId: string): string => {
    const handle = randomBytes(16).toString('base64url');
    this.patients.set(handle, patientId);
    return handle;
  };

  create(message: Record<string, unknown>): ScratchpadResponse {
    const envelope = {
      messageId: randomBytes(8).toString('hex'),
      responseToMessageId: String(message.messageId),
    };
    try {
      const saved = this.keep(
        this.patients.get(String(message.messagingHandle)),
        (message.payload as { resource?: FhirResource } | undefined)?.resource,
      );
      return { ...envelope, payload: { status: '201 Created', location: `${saved.resourceType}/${saved.id}` } };
    } catch (error) {
      if (!(error instanceof FhirFailure)) throw error;
      return { ...envelope, payload: { status: `${error.status}`, outcome: error.outcome as OperationOutcome } };
    }
  }

  private keep(patientId: string | undefined, resource: FhirResource | undefined): FhirResource {
    if (!patientId) throw new FhirFailure(401, 'login', 'The handle is not one of a launch');
    if (resource?.resourceType !== 'ServiceRequest') throw invalid('The scratchpad takes ServiceRequests');
    const { status, subject } = resource as ServiceRequest;
    if (status !== 'draft' || subject?.reference !== `Patient/${patientId}`)
      throw invalid("Not a draft for the chart's patient");
    validate(resource);
    return this.store.save(resource, this.store.newId());
  }
}
