import type { FhirResource, ServiceRequest } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';
import { ageInDays } from '@/lib/core/dates';
import { subjectOf } from '@/lib/fhir/chart/loadChart';
import { dxaPanel } from '@/lib/fhir/codes';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';
import { backcastCodes } from '@/lib/fhir/write/systems';
import { codingsOf } from './uncheckedCodings';

/** A ServiceRequest that still stands: entered, running or waiting (FHIR R4 request-status). */
const standing: readonly unknown[] = ['draft', 'active', 'on-hold'];
/** What was carried out counts as done for as long as a bone density does (24 months). */
const doneDays = 730;
export const suggestible: readonly SuggestedOrder[] = [
  'dxa',
  'bone-health-referral',
  'pain-clinic-referral',
  'spine-mri',
];

/** Codes under which a site orders what we suggest (site registry, `suggestedOrders`). */
export type LocalOrderCodes = Readonly<Partial<Record<SuggestedOrder, readonly Coding[]>>>;

/**
 * Which suggestions the patient's chart or the order pad holds already: a card does not ask for them again (C4). A DXA is
 * known by its LOINC code, all of them by the code that our own drafts carry and by those that the site lists; an order
 * coded otherwise is not recognised.
 */
export function ordersInPlace(
  resources: readonly unknown[],
  patientId: string,
  now: Date,
  localCodes: LocalOrderCodes = {},
): ReadonlySet<SuggestedOrder> {
  const codings = resources
    .filter((resource): resource is ServiceRequest => isInPlace(resource, patientId, now))
    .flatMap(({ code }) => codingsOf(code));
  const isCoded = (order: SuggestedOrder) => {
    const known = [
      { system: backcastCodes, code: order },
      ...(order === 'dxa' ? [dxaPanel] : []),
      ...(localCodes[order] ?? []),
    ];
    return codings.some(({ system, code }) => known.some((one) => one.system === system && one.code === code));
  };
  return new Set(suggestible.filter(isCoded));
}

function isInPlace(resource: unknown, patientId: string, now: Date): boolean {
  const order = (resource ?? {}) as Partial<ServiceRequest>;
  if (order.resourceType !== 'ServiceRequest' || subjectOf(order as FhirResource) !== `Patient/${patientId}`)
    return false;
  const { status, authoredOn } = order;
  if (status === 'completed') return typeof authoredOn === 'string' && ageInDays(authoredOn, now) <= doneDays;
  return standing.includes(status);
}
