import type { ServiceRequest } from 'fhir/r4';
import { codingOfLevel, type VertebraLevel } from '@/lib/core/vertebra';

/** Orders that a card suggests; each is created as a draft that the clinician still has to sign (C6). */
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
    code: texts[order].code,
    subject: { reference: `Patient/${patientId}` },
    authoredOn,
    ...(order === 'spine-mri' && level && { bodySite: [{ coding: [codingOfLevel(level)] }] }),
  };
}
