import type { ServiceRequest } from 'fhir/r4';
import { siteOfLevel } from '../patients/build';

/** What the surgeon can order here. The last is no augmentation: it must never bring a card. */
export const orderables = {
  kyphoplasty: { name: 'Kyphoplasty', coding: { system: 'http://www.ama-assn.org/go/cpt', code: '22514' } },
  vertebroplasty: {
    name: 'Vertebroplasty (ICD-10-PCS)',
    coding: { system: 'http://www.cms.gov/Medicare/Coding/ICD10', code: '0QU03JZ' },
  },
  'local-augmentation': {
    name: 'Cement augmentation (local code)',
    coding: { system: 'http://northfield.example/orders', code: 'VERT-AUG' },
  },
  brace: { name: 'Spinal brace', coding: { system: 'http://northfield.example/orders', code: 'BRACE' } },
} as const;

export type Orderable = keyof typeof orderables;

export const isOrderable = (name: string): name is Orderable => name in orderables;

/** A draft order, which the chart keeps until it is signed. */
export function draftOf(name: Orderable, level: string, patientId: string, now: Date): ServiceRequest {
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'order',
    code: { coding: [orderables[name].coding], text: `${orderables[name].name} ${level}` },
    subject: { reference: `Patient/${patientId}` },
    bodySite: [siteOfLevel(level)],
    authoredOn: now.toISOString(),
  };
}
