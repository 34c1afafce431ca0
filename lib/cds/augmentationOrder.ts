import type { CodeableConcept, ServiceRequest } from 'fhir/r4';
import type { Coding } from '@/lib/core/coding';
import { levelOfSnomedCode, type VertebraLevel } from '@/lib/core/vertebra';
import { subjectOf } from '@/lib/fhir/chart/loadChart';
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

export interface AugmentationOrders {
  /** Those that the call is about: for order-select the selected ones, for order-sign all drafts. Each order once. */
  readonly asked: readonly AugmentationOrder[];
  /** How many levels the order pad names for augmentation, selected or not. */
  readonly levelsPlanned: number;
}

/**
 * The augmentation orders among the drafts of a call. A code that is not listed is not an augmentation, whatever its text
 * says; an order for another patient, or not to do it, is none either.
 * @param localCodes further codes of the site registry.
 */
export function augmentationOrders(request: HookRequest, localCodes: readonly Coding[] = []): AugmentationOrders {
  const { draftOrders, selections, patientId } = request.context;
  const drafts = new Map<string, AugmentationOrder>();
  for (const { resource } of draftOrders.entry ?? []) {
    if (resource?.resourceType !== 'ServiceRequest' || !fhirId.test(resource.id ?? '')) continue;
    const order = resource as unknown as ServiceRequest;
    const subject = subjectOf(order);
    if (order.doNotPerform === true || (subject && subject !== `Patient/${patientId}`)) continue;
    if (!isAugmentation(order.code, [...augmentationCodes, ...localCodes])) continue;
    const reference = `ServiceRequest/${resource.id}`;
    const level = levelOf(order);
    drafts.set(reference, { reference, resource: order, ...(level && { level }) });
  }
  const all = [...drafts.values()];
  return {
    asked: request.hook === 'order-select' ? all.filter(({ reference }) => selections?.includes(reference)) : all,
    levelsPlanned: new Set(all.flatMap(({ resource }) => [...levelsOf(resource)])).size,
  };
}

function isAugmentation(code: CodeableConcept | undefined, listed: readonly Coding[]): boolean {
  return codingsOf(code).some((coding) =>
    listed.some((entry) => entry.system === coding.system && entry.code === coding.code),
  );
}

/** The level if the body sites name exactly one vertebra; of two, neither is chosen. */
function levelOf(order: ServiceRequest): VertebraLevel | undefined {
  const levels = levelsOf(order);
  return levels.size === 1 ? [...levels][0] : undefined;
}

function levelsOf({ bodySite }: ServiceRequest): ReadonlySet<VertebraLevel> {
  const sites = Array.isArray(bodySite) ? bodySite : [];
  return new Set(
    sites.flatMap((site) =>
      codingsOf(site).flatMap(({ system, code }) => (system === snomed ? (levelOfSnomedCode(code) ?? []) : [])),
    ),
  );
}
