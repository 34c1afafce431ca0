import 'client-only';
import type { ModelStatus } from '@/lib/core/modelStatus';
import type { Problem } from '@/lib/core/result';
import type { VertebraLevel } from '@/lib/core/vertebra';
import { isGranted } from '@/lib/smart/grantedScopes';
import type { FhirSession } from '../session/fhirSession';

export interface DraftOrderCase {
  readonly level: VertebraLevel;
  readonly conditionReference: string;
  readonly status: ModelStatus;
}

/** Whether a draft order can be written here, or why not: the site's choice and the granted scope. */
export function draftOrderProblem(
  fhir: FhirSession,
  site: { readonly writeBack: boolean; readonly allowDemonstrationWriteBack: boolean },
  status: DraftOrderCase['status'],
): Problem | undefined {
  if (!site.writeBack) return notHere('Your hospital has not turned on writing to the chart.');
  if (status === 'demonstration' && !site.allowDemonstrationWriteBack)
    return notHere('A demonstration model may not write to this chart.');
  if (!fhir.session.messaging && !isGranted(fhir.session.scope, 'c', 'ServiceRequest'))
    return notHere('The EHR granted no access to draft orders.');
  return undefined;
}

/** Where a draft order is once the EHR has it. */
export const draftOrderPlace = ({ session }: Pick<FhirSession, 'session'>): string =>
  session.messaging ? "Draft order on the EHR's scratchpad" : 'Draft order in the chart';

const notHere = (message: string): Problem => ({
  code: 'draft-order-not-here',
  message,
  remedy: 'Copy the line into a note instead.',
});
