import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { fail, ok, type Result } from '@/lib/core/result';
import { type LaunchProblem, launchProblem } from './launchProblem';

export interface IdTokenExpectation {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  readonly now: Date;
  /** Keys of the issuer; not those that the token names. */
  readonly jwks: JSONWebKeySet;
}

export interface SignedInUser {
  /** "Practitioner/id" or "PractitionerRole/id". */
  readonly reference: string;
  readonly name: string;
}

const clockToleranceSeconds = 60;

/** Checks signature, issuer, audience, nonce and time of an id_token (OpenID Connect Core 1.0 section 3.1.3.7); fhirclient only decodes it. */
export async function verifyIdToken(
  idToken: string,
  expected: IdTokenExpectation,
): Promise<Result<SignedInUser, LaunchProblem>> {
  try {
    const { payload } = await jwtVerify(idToken, createLocalJWKSet(expected.jwks), {
      algorithms: ['RS256', 'RS384', 'ES256', 'ES384'],
      issuer: expected.issuer,
      audience: expected.clientId,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: clockToleranceSeconds,
      currentDate: expected.now,
    });
    if (payload.nonce !== expected.nonce) return fail(launchProblem('id-token-invalid'));
    // Of several audiences, the one that the token was made for stands in azp.
    if ((Array.isArray(payload.aud) && payload.aud.length > 1) || payload.azp !== undefined)
      if (payload.azp !== expected.clientId) return fail(launchProblem('id-token-invalid', 'azp'));
    // The library leaves a token of the future alone; it means that this computer's clock is behind.
    const issuedIn = Number(payload.iat) - expected.now.getTime() / 1000;
    if (issuedIn > clockToleranceSeconds) return fail(launchProblem('clock-skew', 'iat'));
    const [, reference, type] =
      /((Practitioner|PractitionerRole|Person|Patient|RelatedPerson)\/[A-Za-z0-9\-.]{1,64})$/.exec(
        String(payload.fhirUser ?? ''),
      ) ?? [];
    if (!reference) return fail(launchProblem('id-token-invalid'));
    if (type !== 'Practitioner' && type !== 'PractitionerRole') return fail(launchProblem('not-a-clinician'));
    return ok({ reference, name: typeof payload.name === 'string' ? payload.name : reference });
  } catch (cause) {
    // A key of the EHR that cannot be used: too short for the library, or not whole for the browser.
    if (!(cause instanceof errors.JOSEError)) return fail(launchProblem('id-token-invalid', cause));
    const skewed =
      cause instanceof errors.JWTExpired ||
      (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'nbf' && cause.reason === 'check_failed');
    return fail(launchProblem(skewed ? 'clock-skew' : 'id-token-invalid', cause.code));
  }
}
