import type { Bundle, ServiceRequest } from 'fhir/r4';
import { canonicalJson, sha256Hex } from '@/lib/core/hash';
import type { ModelStatus } from '@/lib/core/modelStatus';
import { codingOfLevel, type VertebraLevel } from '@/lib/core/vertebra';
import { backcastCodes, draftOrderIdSystem, metaOf } from './systems';

/** Orders that a card or the decision screen suggests; each is a draft that the clinician still has to sign (C6). */
export type SuggestedOrder = 'dxa' | 'bone-health-referral' | 'pain-clinic-referral' | 'spine-mri';

interface OrderText {
  readonly label: string;
  readonly description: string;
  readonly code: ServiceRequest['code'];
}

const texts: Readonly<Record<SuggestedOrder, OrderText>> = {
  dxa: {
    label: 'Order DXA (draft)',
    description: 'Create a draft order for bone density by DXA',
    code: { coding: [{ system: 'http://loinc.org', code: '83311-1' }], text: 'DXA bone density, spine and hip' },
  },
  'bone-health-referral': {
    label: 'Refer to bone health (draft)',
    description: 'Create a draft referral to the bone health or fracture liaison service',
    code: { text: 'Referral to bone health or fracture liaison service' },
  },
  'pain-clinic-referral': {
    label: 'Refer to pain clinic (draft)',
    description: 'Create a draft referral to the pain clinic',
    code: { text: 'Referral to pain clinic' },
  },
  'spine-mri': {
    label: 'Order spine MRI with STIR (draft)',
    description: 'Create a draft order for spine MRI with STIR',
    code: { text: 'MRI of the spine with STIR sequence' },
  },
};

export const suggestionText = (order: SuggestedOrder): OrderText => texts[order];

/** A draft ServiceRequest (FHIR R4) for the launch patient, for the level that the augmentation order names. */
export function draftOrder(
  order: SuggestedOrder,
  patientId: string,
  level: VertebraLevel | undefined,
  authoredOn: string,
): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    code: codeOf(order),
    subject: { reference: `Patient/${patientId}` },
    authoredOn,
    ...(order === 'spine-mri' && level && { bodySite: [{ coding: [codingOfLevel(level)] }] }),
  };
}

/** Our own code stands beside the text, so that an order is recognised when the next card is decided. */
function codeOf(order: SuggestedOrder): ServiceRequest['code'] {
  const { code } = texts[order];
  return { ...code, coding: [...(code?.coding ?? []), { system: backcastCodes, code: order }] };
}

/**
 * The draft as a transaction of one entry that carries If-None-Exist, so that a second press, or an answer that was lost,
 * finds the first draft. The patient comes from the launch, never from a page.
 * @param identifier from `draftOrderIdentifier`.
 */
export function draftOrderTransaction(
  order: ServiceRequest,
  identifier: string,
  status: ModelStatus,
  fullUrl: string,
): Bundle {
  const resource = identifiedOrder(order, identifier, status);
  const ifNoneExist = `identifier=${encodeURIComponent(`${draftOrderIdSystem}|${identifier}`)}`;
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ fullUrl, resource, request: { method: 'POST', url: 'ServiceRequest', ifNoneExist } }],
  };
}

/** The draft with the identifier by which it is found again, and the label of a demonstration. */
export function identifiedOrder(order: ServiceRequest, identifier: string, status: ModelStatus): ServiceRequest {
  const meta = metaOf(status, false);
  return { ...order, ...(meta && { meta }), identifier: [{ system: draftOrderIdSystem, value: identifier }] };
}

/** One draft of a kind for one fracture of one patient. */
export const draftOrderIdentifier = (
  order: SuggestedOrder,
  patientId: string,
  conditionReference: string,
): Promise<string> => sha256Hex(canonicalJson({ order, patientId, conditionReference }));
