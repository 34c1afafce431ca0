import type { CodeableConcept, ServiceRequest } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';
import { levelOfSnomedCode, type VertebraLevel } from '@/lib/core/vertebra';
import { augmentationCodes, snomed } from '@/lib/fhir/codes';
import type { HookRequest } from './hookRequest';
import { codingsOf } from './uncheckedCodings';

/** An order for vertebroplasty or kyphoplasty among the draft orders of a hook call. */
export interface AugmentationOrder {
  /** "ServiceRequest/id" as the EHR's draft names it. */
  readonly reference: string;
  readonly level?: VertebraLevel;
  readonly resource: ServiceRequest;
}

/** FHIR R4 "id". The reference is echoed in a card's link, so nothing else is let through. */
const fhirId = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * The augmentation orders that a call is about: for order-select those selected, for order-sign all drafts. A code that
 * is not listed is not an augmentation, whatever its text says.
 * @param localCodes further codes of the site registry.
 */
export function augmentationOrders(request: HookRequest, localCodes: readonly Coding[] = []): AugmentationOrder[] {
  const { draftOrders, selections } = request.context;
  const wanted = request.hook === 'order-select' ? new Set(selections) : undefined;
  return (draftOrders.entry ?? []).flatMap(({ resource }) => {
    if (resource?.resourceType !== 'ServiceRequest' || !fhirId.test(resource.id ?? '')) return [];
    const order = resource as unknown as ServiceRequest;
    const reference = `ServiceRequest/${resource.id}`;
    if (wanted && !wanted.has(reference)) return [];
    if (!isAugmentation(order.code, [...augmentationCodes, ...localCodes])) return [];
    const level = levelOf(order);
    return [{ reference, resource: order, ...(level && { level }) }];
  });
}

function isAugmentation(code: CodeableConcept | undefined, listed: readonly Coding[]): boolean {
  return codingsOf(code).some((coding) =>
    listed.some((entry) => entry.system === coding.system && entry.code === coding.code),
  );
}

/** The level if the body sites name exactly one vertebra; of two, neither is chosen. */
function levelOf(order: ServiceRequest): VertebraLevel | undefined {
  const sites = Array.isArray(order.bodySite) ? order.bodySite : [];
  const levels = new Set(
    sites.flatMap((site) =>
      codingsOf(site).flatMap(({ system, code }) => (system === snomed ? (levelOfSnomedCode(code) ?? []) : [])),
    ),
  );
  return levels.size === 1 ? [...levels][0] : undefined;
}
