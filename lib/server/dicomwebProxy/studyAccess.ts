import 'server-only';
import { z } from 'zod';

/** What the FHIR server says about a token and a study. */
export type StudyAccess = 'allowed' | 'no-such-study' | 'token-refused' | 'unreachable';

const searchset = z.object({
  resourceType: z.literal('Bundle'),
  entry: z
    .array(
      z.object({
        resource: z
          .object({
            resourceType: z.string(),
            status: z.string().optional(),
            subject: z.object({ reference: z.string() }).optional(),
            identifier: z.array(z.object({ system: z.string().optional(), value: z.string().optional() })).optional(),
          })
          .optional(),
      }),
    )
    .optional(),
});

export interface StudyAccessRequest {
  readonly fhirBase: string;
  readonly token: string;
  /** FHIR id of the launch patient. */
  readonly patientId: string;
  readonly studyUid: string;
}

const timeLimitMs = 15_000;
const maxAnswerCharacters = 1_000_000;

/**
 * Asks the FHIR server, with the caller's own token, for the study as an ImagingStudy of the launch patient. The answer
 * is read, not counted: a server that ignores a search parameter must not open every study.
 */
export async function studyAccess({ fhirBase, token, patientId, studyUid }: StudyAccessRequest): Promise<StudyAccess> {
  const query = new URLSearchParams({ patient: patientId, identifier: `urn:dicom:uid|urn:oid:${studyUid}` });
  try {
    const response = await fetch(`${fhirBase.replace(/\/+$/, '')}/ImagingStudy?${query}`, {
      headers: { Authorization: `Bearer ${token}`, Accept: 'application/fhir+json' },
      redirect: 'error',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeLimitMs),
    });
    if (response.status === 401 || response.status === 403) return 'token-refused';
    if (!response.ok) return 'unreachable';
    const text = await response.text();
    if (text.length > maxAnswerCharacters) return 'unreachable';
    const bundle = searchset.safeParse(JSON.parse(text));
    if (!bundle.success) return 'unreachable';
    const listed = (bundle.data.entry ?? []).some(
      ({ resource }) =>
        resource?.resourceType === 'ImagingStudy' &&
        resource.status !== 'entered-in-error' &&
        isReferenceTo(resource.subject?.reference, patientId, fhirBase) &&
        resource.identifier?.some(({ value }) => value === `urn:oid:${studyUid}`),
    );
    return listed ? 'allowed' : 'no-such-study';
  } catch {
    return 'unreachable';
  }
}

/** "Patient/id", versioned or not, relative or on this very server. */
function isReferenceTo(reference: string | undefined, patientId: string, fhirBase: string): boolean {
  if (reference === undefined) return false;
  const base = `${fhirBase.replace(/\/+$/, '')}/`;
  const relative = reference.startsWith(base) ? reference.slice(base.length) : reference;
  return relative.split('/_history/')[0] === `Patient/${patientId}`;
}
