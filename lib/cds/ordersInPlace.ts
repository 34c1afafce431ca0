import type { FhirResource, ServiceRequest } from 'fhir/r4';
import { subjectOf } from '@/lib/fhir/chart/loadChart';
import { dxaPanel } from '@/lib/fhir/codes';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import { backcastCodes } from '@/lib/fhir/write/systems';
import { codingsOf } from './uncheckedCodings';

/** A ServiceRequest that still stands: entered, running or waiting (FHIR R4 request-status). */
const standing: readonly unknown[] = ['draft', 'active', 'on-hold'];
const suggestible: readonly SuggestedOrder[] = ['dxa', 'bone-health-referral', 'pain-clinic-referral', 'spine-mri'];

/**
 * Which suggestions the patient's chart or the order pad holds already: a card does not ask for them again (C4). A DXA is
 * known by its LOINC code, the referrals by the code that our own drafts carry; a referral coded otherwise is not recognised.
 */
export function ordersInPlace(resources: readonly unknown[], patientId: string): ReadonlySet<SuggestedOrder> {
  const codings = resources
    .filter((resource): resource is ServiceRequest => isStandingOrder(resource, patientId))
    .flatMap(({ code }) => codingsOf(code));
  const isCoded = (order: SuggestedOrder) =>
    codings.some(
      ({ system, code }) =>
        (system === backcastCodes && code === order) ||
        (order === 'dxa' && system === dxaPanel.system && code === dxaPanel.code),
    );
  return new Set(suggestible.filter(isCoded));
}

function isStandingOrder(resource: unknown, patientId: string): boolean {
  const order = (resource ?? {}) as Partial<ServiceRequest>;
  return (
    order.resourceType === 'ServiceRequest' &&
    standing.includes(order.status) &&
    subjectOf(order as FhirResource) === `Patient/${patientId}`
  );
}
