import { fail, ok, type Result } from '@/lib/core/result';
import { type LaunchProblem, launchProblem } from './launchProblem';

/** What the page has to know of a site to launch from it; the public part of the site registry. */
export interface LaunchSite {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly scopes: string;
  /** Issuer that id_tokens must carry; without it the one that the EHR's discovery document names. */
  readonly idTokenIssuer?: string;
  /** Origins that may serve the keys of id_tokens. */
  readonly signInOrigins: readonly string[];
  /** Origins whose pages frame the app: the only ones that it hands drafts to (SMART Web Messaging). */
  readonly messagingOrigins: readonly string[];
}

export interface LaunchRequest {
  readonly site: LaunchSite;
  /** Present in an EHR launch; a stand-alone launch has none. */
  readonly launch?: string;
}

/**
 * Accepts `iss` and `launch` and nothing else (SMART App Launch 2.2, "EHR launch"): fhirclient lets query parameters override
 * its options, so a crafted address could skip authorization or name a patient. The issuer must be listed, exactly.
 */
export function parseLaunchRequest(
  query: URLSearchParams,
  sites: readonly LaunchSite[],
): Result<LaunchRequest, LaunchProblem> {
  const names = [...query.keys()];
  const repeated = new Set(names).size !== names.length;
  if (repeated || names.some((name) => name !== 'iss' && name !== 'launch'))
    return fail(launchProblem('launch-parameters'));
  const iss = query.get('iss');
  const launch = query.get('launch');
  if (!iss || launch === '') return fail(launchProblem('launch-parameters'));
  const site = sites.find(({ issuer }) => issuer === iss || `${issuer}/` === iss);
  if (!site) return fail(launchProblem('unknown-issuer'));
  return ok({ site, ...(launch && { launch }) });
}
