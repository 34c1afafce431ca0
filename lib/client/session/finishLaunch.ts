import 'client-only';
import type Client from 'fhirclient/lib/Client';
import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { fail, ok, type Result } from '@/lib/core/result';
import { type AdaptedLook, adaptLook } from '@/lib/smart/ehrStyle';
import { missingReads } from '@/lib/smart/grantedScopes';
import { type LaunchProblem, launchProblem } from '@/lib/smart/launchProblem';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import { scratchpadOf } from '@/lib/smart/scratchpad';
import type { SmartSession } from '@/lib/smart/session';
import { verifyIdToken } from '@/lib/smart/verifyIdToken';
import type { FrameStorage } from './frameStorage';
import { sessionKey, takeOver } from './keptCase';
import { LaunchAdapter } from './launchAdapter';
import { pendingLaunch } from './pendingLaunch';
import { launchTimeoutMs, pendingKey } from './startLaunch';

const appContext = z.object({
  order: z.string().optional(),
  level: z.string().optional(),
  step: z.enum(['data', 'imaging', 'consent']).optional(),
});

/** Something that a launch can do without; one that is not understood is as if it were not there. */
const hint = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const tokenResponse = z.looseObject({
  scope: z.string(),
  id_token: z.string(),
  patient: z.string().optional(),
  need_patient_banner: hint(z.boolean()),
  smart_style_url: hint(z.url()),
  smart_web_messaging_handle: hint(z.string().min(1)),
  smart_web_messaging_origin: hint(z.url()),
  intent: hint(z.string()),
  appContext: hint(z.string()),
  fhirContext: hint(z.array(z.looseObject({ reference: hint(z.string()) }))),
});

export interface FinishedLaunch {
  readonly session: SmartSession;
  /** Step of a case that was taken over from a launch whose sign-in had ended. */
  readonly resumeAt?: string;
}

/** Redeems the code that the EHR sent back, once, and checks all that came with it before anything of the chart is read. */
export async function finishLaunch(
  address: URL,
  sites: readonly LaunchSite[],
  storage: FrameStorage,
  fetchUrl: typeof fetch,
  now: Date,
): Promise<Result<FinishedLaunch, LaunchProblem>> {
  const launch = await pendingLaunch(address, sites, storage);
  if (!launch) return fail(launchProblem('launch-lost'));
  const { state, pending, site } = launch;
  // A tab loses its window.name on the way through another origin; the state that only this tab's store knows brings it back.
  storage.launchId = state;
  const refusal = address.searchParams.get('error');
  if (refusal)
    return fail(launchProblem(refusal === 'access_denied' ? 'consent-refused' : 'authorization-failed', refusal));
  // The code was sent in the address; from here on tokens exist, which no other document may find.
  storage.keepInMemory();
  // The keys are of the EHR and not of this sign-in: they are asked for while the code is redeemed.
  const keysAsked = issuerKeys(site, fetchUrl);
  let client: Client;
  try {
    client = await inTime(new LaunchAdapter(storage, withEncodedCode(address)).getSmartApi().ready());
  } catch (cause) {
    const unanswered = cause instanceof TypeError || cause instanceof NoAnswer;
    return fail(launchProblem(unanswered ? 'network' : 'authorization-failed', cause));
  }
  await storage.unset(pendingKey(state));
  const response = tokenResponse.safeParse(client.state.tokenResponse);
  if (!response.success) return fail(launchProblem('authorization-failed', response.error));
  const { scope, patient } = response.data;
  if (!patient) return fail(launchProblem('no-patient'));
  if (missingReads(scope).length > 0)
    return fail({ ...launchProblem('missing-scope'), details: { missing: missingReads(scope).join(' ') } });
  const [keys, look] = await Promise.all([keysAsked, lookOfEhr(response.data.smart_style_url, site, fetchUrl)]);
  if (!keys.ok) return keys;
  const user = await verifyIdToken(response.data.id_token, {
    issuer: keys.value.issuer,
    clientId: site.clientId,
    nonce: pending.nonce,
    now,
    jwks: keys.value.jwks,
  });
  if (!user.ok) return user;
  const messaging = scratchpadOf(response.data, site.messagingOrigins);
  const session: SmartSession = {
    launchId: state,
    siteId: site.id,
    issuer: site.issuer,
    patientId: patient,
    scope,
    user: user.value,
    needPatientBanner: response.data.need_patient_banner ?? true,
    ...(look && { look }),
    ...(response.data.intent && { intent: response.data.intent }),
    ...contextsOf(response.data),
    ...(messaging && { messaging }),
  };
  const resumeAt = await takeOver(storage, session, pending.earlier, now);
  await storage.set(sessionKey(state), session);
  return ok({ session, ...(resumeAt && { resumeAt }) });
}

/** The library writes the code into the form of its token request as it finds it: one with "+" or "&" in it would be another code. */
function withEncodedCode(address: URL): URL {
  const encoded = new URL(address);
  const code = address.searchParams.get('code');
  if (code) encoded.searchParams.set('code', encodeURIComponent(code));
  return encoded;
}

class NoAnswer extends Error {}

/** The library waits for its token request for as long as the browser does. */
function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer()), launchTimeoutMs);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function contextsOf({
  appContext: text,
  fhirContext,
}: z.infer<typeof tokenResponse>): Pick<SmartSession, 'appContext' | 'imagingStudy'> {
  const study = fhirContext?.find(({ reference }) => reference?.startsWith('ImagingStudy/'))?.reference;
  return { ...(text && { appContext: readAppContext(text) }), ...(study && { imagingStudy: study }) };
}

/** A link's context is a hint where to open; one that does not parse is no reason to refuse a launch. */
function readAppContext(text: string): SmartSession['appContext'] {
  try {
    return appContext.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}

const styleTimeoutMs = 2000;

/** The EHR's style, from an origin that the site registry lists. A launch does not fail for it, nor wait long. */
async function lookOfEhr(
  url: string | undefined,
  { signInOrigins }: LaunchSite,
  fetchUrl: typeof fetch,
): Promise<AdaptedLook | undefined> {
  if (!url || !signInOrigins.includes(new URL(url).origin)) return undefined;
  try {
    const answer = await fetchUrl(url, { credentials: 'omit', signal: AbortSignal.timeout(styleTimeoutMs) });
    return answer.ok ? adaptLook(await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}

const smartConfiguration = z.looseObject({ issuer: z.url(), jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Issuer and keys, as the EHR's discovery document names them and as far as the site registry allows. */
async function issuerKeys(
  { issuer: fhirUrl, idTokenIssuer, signInOrigins }: LaunchSite,
  fetchUrl: typeof fetch,
): Promise<Result<{ issuer: string; jwks: JSONWebKeySet }, LaunchProblem>> {
  const read = async (url: string): Promise<unknown> =>
    (await fetchUrl(url, { signal: AbortSignal.timeout(launchTimeoutMs) })).json();
  try {
    const found = smartConfiguration.parse(await read(`${fhirUrl}/.well-known/smart-configuration`));
    if (!signInOrigins.includes(new URL(found.jwks_uri).origin))
      return fail(launchProblem('id-token-invalid', 'jwks_uri at an origin that the site registry does not list'));
    const jwks = keySet.parse(await read(found.jwks_uri));
    return ok({ issuer: idTokenIssuer ?? found.issuer, jwks: jwks as JSONWebKeySet });
  } catch (cause) {
    return fail(launchProblem(cause instanceof z.ZodError ? 'id-token-invalid' : 'network', cause));
  }
}
