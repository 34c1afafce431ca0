import { z } from 'zod';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

/** Resources are checked where they are read; here a request only has to be a CDS Hooks request. */
const resource = z.looseObject({ resourceType: z.string(), id: z.string().optional() });

const draftOrders = z.looseObject({
  resourceType: z.literal('Bundle'),
  entry: z.array(z.looseObject({ resource: resource.optional() })).optional(),
});

const context = z.looseObject({
  userId: z.string().min(1),
  patientId: z.string().regex(/^[A-Za-z0-9\-.]{1,64}$/, 'is not a FHIR id'),
  encounterId: z.string().optional(),
  selections: z.array(z.string()).optional(),
  draftOrders,
});

const fhirAuthorization = z.looseObject({
  access_token: z.string().min(1),
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.number(),
  scope: z.string(),
  subject: z.string(),
});

/**
 * A call of an ordering hook. 1.1 and the 3.0 ballot add members, which are let through unread; a hookInstance that is
 * not a UUID is accepted, because clients in use send other strings.
 */
const hookRequest = z.looseObject({
  hook: z.string().min(1),
  hookInstance: z.string().min(1),
  fhirServer: z.url({ protocol: /^https?$/ }).optional(),
  fhirAuthorization: fhirAuthorization.optional(),
  context,
  prefetch: z.record(z.string(), z.unknown()).nullish(),
});

export type HookRequest = z.infer<typeof hookRequest>;
export type RequestProblem = Problem<'malformed-request' | 'hook-mismatch'>;

/**
 * Reads the body of `POST /cds-services/{id}` (CDS Hooks 2.0.1, "HTTP Request").
 * @param hook the hook that this service is registered for; another one is refused, as is order-select without selections.
 */
export function parseHookRequest(body: unknown, hook: string): Result<HookRequest, RequestProblem> {
  const parsed = hookRequest.safeParse(body);
  if (!parsed.success) return fail(malformed(parsed.error.issues));
  const request = parsed.data;
  if (request.hook !== hook) {
    return fail({
      code: 'hook-mismatch',
      message: 'The request names another hook than this service supports.',
      remedy: `Call this service for ${hook}; discovery lists the service of each hook.`,
    });
  }
  if (hook === 'order-select' && !request.context.selections) {
    return fail(malformed([{ path: ['context', 'selections'], message: 'is required for order-select' }]));
  }
  return ok(request);
}

/** Names the members that are wrong, never their values: those may be a patient's. */
function malformed(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): RequestProblem {
  const members = [...new Set(issues.map(({ path }) => path.map(String).join('.') || 'the body'))].slice(0, 5);
  return {
    code: 'malformed-request',
    message: `The request is not a CDS Hooks request: ${members.join(', ')} missing or of the wrong form.`,
    remedy: 'Send the members that the CDS Hooks 2.0.1 specification lists for this hook.',
  };
}
