import 'client-only';
import { fail, ok, type Result } from '@/lib/core/result';
import { type LaunchProblem, launchProblem } from '@/lib/smart/launchProblem';
import type { LaunchRequest } from '@/lib/smart/launchRequest';
import type { FrameStorage } from './frameStorage';
import { clearEarlier } from './keptCase';
import { LaunchAdapter } from './launchAdapter';

/** Kept between the redirect to the EHR and the return from it. */
export interface PendingLaunch {
  readonly siteId: string;
  readonly nonce: string;
  /** Earlier launches of this frame whose case waits for a new launch of the same patient. */
  readonly earlier: readonly string[];
}

/** An EHR that answers at all does so within this time; after it a person wants to be told. */
export const launchTimeoutMs = 15_000;

export const pendingKey = (launchId: string): string => `backcast.pending.${launchId}`;

/**
 * Prepares the authorization request (SMART App Launch 2.2) and returns the address to go to. What an earlier launch left in
 * this frame is removed first (E9), except a case whose sign-in ended, which waits for the same patient and user. The state
 * and the nonce come from a cryptographic source.
 */
export async function startLaunch(
  request: LaunchRequest,
  storage: FrameStorage,
  origin: string,
): Promise<Result<string, LaunchProblem>> {
  const earlier = await clearEarlier(storage, new Date());
  const launchId = randomId();
  const nonce = randomId();
  storage.launchId = launchId;
  await storage.set(pendingKey(launchId), { siteId: request.site.id, nonce, earlier } satisfies PendingLaunch);
  const api = new LaunchAdapter(storage, new URL('/launch', origin)).getSmartApi();
  try {
    const address = await api.authorize({
      iss: request.site.issuer,
      clientId: request.site.clientId,
      scope: request.launch ? request.site.scopes : standaloneScopes(request.site.scopes),
      redirectUri: `${origin}/launch/callback`,
      pkceMode: 'required',
      stateKey: launchId,
      completeInTarget: true,
      noRedirect: true,
      wellKnownRequestOptions: { signal: AbortSignal.timeout(launchTimeoutMs) },
      conformanceRequestOptions: { signal: AbortSignal.timeout(2 * launchTimeoutMs) },
      ...(request.launch && { launch: request.launch }),
    });
    const url = new URL(String(address));
    url.searchParams.set('nonce', nonce);
    return ok(url.href);
  } catch (cause) {
    // The library has no other word for it (`pkceMode: 'required'`).
    const noPkce = cause instanceof Error && cause.message.includes('S256');
    return fail(launchProblem(noPkce ? 'sign-in-unsafe' : 'network', cause));
  }
}

/** A stand-alone launch asks the EHR to let the user choose the patient. No page of the EHR is around it that would take messages. */
const standaloneScopes = (scopes: string): string =>
  scopes
    .split(' ')
    .filter((scope) => !scope.startsWith('messaging/'))
    .map((scope) => (scope === 'launch' ? 'launch/patient' : scope))
    .join(' ');

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_');
}
