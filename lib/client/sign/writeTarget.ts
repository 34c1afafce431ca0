import 'client-only';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';
import type { WriteTarget } from '@/lib/fhir/write/transaction';
import { isGranted } from '@/lib/smart/grantedScopes';
import type { FhirSession } from '../session/fhirSession';

interface WriteSettings {
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
}

/** Types that a signature writes beside the estimate itself. */
const accompanying = ['Device', 'Observation', 'Provenance'] as const;

/** Where a signature can be written, from the CapabilityStatement, the granted scopes and the site's choice; or why nowhere (E16, S22). */
export async function writeTarget(
  fhir: FhirSession,
  settings: WriteSettings,
  demonstration: boolean,
): Promise<Result<WriteTarget>> {
  if (!settings.writeBack) return fail(optedOut);
  if (demonstration && !settings.allowDemonstrationWriteBack) return fail(demonstrationRefused);
  const { status, body } = await fhir.exchange('metadata');
  if (status !== 200 || body?.resourceType !== 'CapabilityStatement') return fail(unreadable);
  const server = (body.rest ?? []).filter(({ mode }) => mode === 'server');
  if (!server.every(({ interaction }) => allows(interaction, 'transaction'))) return fail(noTransaction);
  const types = new Set(
    server
      .flatMap(({ resource }) => resource ?? [])
      .filter(({ interaction }) => allows(interaction, 'create'))
      .map(({ type }) => type as string),
  );
  const { scope } = fhir.session;
  const target: WriteTarget =
    types.has('RiskAssessment') && isGranted(scope, 'c', 'RiskAssessment')
      ? 'risk-assessment'
      : 'observation-and-document';
  const needed = [...accompanying, ...(target === 'risk-assessment' ? ['RiskAssessment'] : ['DocumentReference'])];
  const missing = needed.filter((type) => !types.has(type) || !isGranted(scope, 'c', type));
  return missing.length > 0 ? fail({ ...noAccess, details: { missing: missing.join(' ') } }) : ok(target);
}

/** A statement that lists no interactions rules none out; one that lists some means these (FHIR R4 CapabilityStatement). */
const allows = (listed: readonly { readonly code: string }[] | undefined, code: string): boolean =>
  !listed || listed.length === 0 || listed.some((one) => one.code === code);

/** Where nothing can be written, a signature is still possible: its text goes into a note by hand (E16). */
export const isSignedAsText = ({ code }: Problem): boolean => asText.some((problem) => problem.code === code);

const keep = 'You can sign it here all the same, and copy the signed text for a note in the chart.';
const optedOut: Problem = {
  code: 'write-opted-out',
  message: 'Your hospital has not turned on writing to the chart.',
  remedy: keep,
};
const demonstrationRefused: Problem = {
  code: 'write-demonstration',
  message: 'A demonstration model may not write to this chart.',
  remedy: keep,
};
const unreadable: Problem = {
  code: 'capability-unreadable',
  message: 'The EHR did not say what can be written.',
  remedy: 'Try again in a minute.',
};
const noTransaction: Problem = {
  code: 'write-no-transaction',
  message: 'The EHR does not take an estimate and what belongs to it as one whole, so nothing is written.',
  remedy: keep,
};
const noAccess: Problem = {
  code: 'write-no-access',
  message: 'The EHR granted no access to write an estimate.',
  remedy: keep,
};
const asText = [optedOut, demonstrationRefused, noTransaction, noAccess];
