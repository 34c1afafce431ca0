import { escapeHtml, type Reply, type Request } from '../http';
import { page } from '../pages/layout';
import type { Switches } from '../switches';
import { authenticateClient, type RegisteredClient } from './clients';
import { Grants, type IssuedToken, type LaunchContext } from './grants';
import type { ServerKeys } from './keys';
import { OAuthFailure } from './oauthFailure';
import { grantScopes } from './scopes';
import { smartConfiguration } from './smartConfiguration';

export interface AuthorizationServerOptions {
  readonly baseUrl: string;
  readonly fhirUrl: string;
  readonly clients: readonly RegisteredClient[];
  readonly keys: ServerKeys;
  readonly switches: Switches;
  readonly now: () => Date;
  /** The one user of this sandbox. */
  readonly user: { readonly reference: string; readonly name: string };
  readonly patients: () => readonly { readonly id: string; readonly name: string }[];
  /** By which the messages of one launch are known. */
  readonly newScratchpadHandle: (patientId: string) => string;
}

const tokenSeconds = 3600;

/** SMART App Launch 2.2 and what it stands on; sandbox/README.md lists the requirements that the protocol tests check. */
export class AuthorizationServer {
  readonly grants: Grants;

  constructor(private readonly options: AuthorizationServerOptions) {
    this.grants = new Grants(options.now);
  }

  get jwks(): object {
    return this.options.keys.jwks;
  }

  get configuration(): object {
    return smartConfiguration(this.options.baseUrl, this.options.fhirUrl);
  }

  /** GET and POST /auth/authorize. A wrong client or address is told here; everything else goes back to the app. */
  authorize(request: Request): Reply {
    const query = request.method === 'POST' ? new URLSearchParams(request.body.toString()) : request.url.searchParams;
    const client = this.options.clients.find(({ id }) => id === query.get('client_id'));
    const redirectUri = query.get('redirect_uri') ?? '';
    if (!client) return failurePage('The app is not registered with this EHR.');
    if (!client.redirectUris.includes(redirectUri))
      return failurePage('The redirect address is not one that the app registered.');
    const back = (answer: Readonly<Record<string, string>>): Reply => {
      const url = new URL(redirectUri);
      for (const [name, value] of Object.entries(answer)) url.searchParams.append(name, value);
      const state = query.get('state');
      if (state !== null) url.searchParams.append('state', state);
      return { status: 302, headers: { Location: url.href, 'Cache-Control': 'no-store' } };
    };
    try {
      const authorization = this.readAuthorization(query, client, redirectUri);
      if ('pick' in authorization) return this.patientPicker(query);
      return back({ code: this.grants.newCode(authorization) });
    } catch (error) {
      if (!(error instanceof OAuthFailure)) throw error;
      return back({ error: error.error, error_description: error.description });
    }
  }

  private readAuthorization(query: URLSearchParams, client: RegisteredClient, redirectUri: string) {
    const wrong = (why: string) => new OAuthFailure(400, 'invalid_request', why);
    if (query.get('response_type') !== 'code')
      throw new OAuthFailure(400, 'unsupported_response_type', 'Only code is supported');
    if (!query.get('state')) throw wrong('state is missing');
    if (query.get('aud')?.replace(/\/$/, '') !== this.options.fhirUrl) throw wrong('aud is not this FHIR server');
    if (query.get('code_challenge_method') !== 'S256') throw wrong('code_challenge_method must be S256');
    const challenge = query.get('code_challenge') ?? '';
    if (!/^[\w-]{43}$/.test(challenge)) throw wrong('code_challenge is missing or malformed');
    if (this.options.switches.refuseConsent) throw new OAuthFailure(403, 'access_denied', 'The user refused');
    const scope = grantScopes(query.get('scope') ?? '', client.scopes, this.options.switches.readOnlyScopes);
    if (!scope) throw new OAuthFailure(400, 'invalid_scope', 'None of the scopes can be granted');
    const launch = query.get('launch');
    const scopes = scope.split(' ');
    if (!launch && scopes.includes('launch/patient') && !query.get('patient')) return { pick: true } as const;
    const context = launch ? this.grants.takeLaunch(launch, client.id) : this.pickedContext(query.get('patient'));
    const nonce = query.get('nonce');
    return { clientId: client.id, redirectUri, challenge, scope, ...(nonce && { nonce }), ...(context && { context }) };
  }

  private pickedContext(patientId: string | null): LaunchContext | undefined {
    const known = this.options.patients().some(({ id }) => id === patientId);
    return patientId && known ? { patientId } : undefined;
  }

  /** Stand-alone launch: the user says which patient. */
  private patientPicker(query: URLSearchParams): Reply {
    const links = this.options.patients().map(({ id, name }) => {
      const chosen = new URLSearchParams(query);
      chosen.set('patient', id);
      return `<tr><td><a href="/auth/authorize?${escapeHtml(chosen.toString())}">${escapeHtml(name)}</a></td></tr>`;
    });
    return page(
      'Choose a patient',
      `<h1>Choose a patient for the app</h1><section><table class="list"><tbody>${links.join('')}</tbody></table></section>`,
    );
  }

  /** POST /auth/token. */
  async token(request: Request): Promise<Reply> {
    return this.answer(async () => {
      const form = new URLSearchParams(request.body.toString());
      const client = await this.clientOf(form, request);
      const grant = form.get('grant_type');
      if (grant === 'authorization_code') {
        const authorization = this.grants.takeCode(
          form.get('code') ?? '',
          client.id,
          form.get('redirect_uri') ?? '',
          form.get('code_verifier') ?? '',
        );
        return this.tokenResponse(authorization, authorization.nonce, true);
      }
      if (grant === 'refresh_token') {
        const earlier = this.grants.takeRefresh(form.get('refresh_token') ?? '', client.id);
        const asked = form.get('scope')?.split(' ');
        if (asked?.some((scope) => !earlier.scope.split(' ').includes(scope)))
          throw new OAuthFailure(400, 'invalid_scope', 'A refresh cannot widen the scope');
        return this.tokenResponse({ ...earlier, scope: asked?.join(' ') ?? earlier.scope }, undefined, false);
      }
      throw new OAuthFailure(400, 'unsupported_grant_type', 'authorization_code and refresh_token are supported');
    });
  }

  private async tokenResponse(grant: Omit<IssuedToken, 'expiresAt'>, nonce: string | undefined, first: boolean) {
    const { switches, now, baseUrl, keys } = this.options;
    const scopes = grant.scope.split(' ');
    const seconds = switches.tokensExpireIn30s ? 30 : tokenSeconds;
    const refreshable = scopes.includes('offline_access') || scopes.includes('online_access');
    const { clientId, scope, context, family } = grant;
    const issued = this.grants.issue({ clientId, scope, family, ...(context && { context }) }, seconds, refreshable);
    const issuedAt = Math.floor(now().getTime() / 1000);
    const { name } = this.options.user;
    const idToken = { ...this.identity, aud: clientId, iat: issuedAt, exp: issuedAt + seconds, name };
    return {
      access_token: issued.access,
      token_type: 'Bearer',
      expires_in: seconds,
      scope,
      ...(issued.refresh && { refresh_token: issued.refresh }),
      ...(first &&
        scopes.includes('openid') && { id_token: await keys.signIdToken({ ...idToken, ...(nonce && { nonce }) }) }),
      ...contextOf(context),
      ...(first &&
        switches.scratchpad &&
        context &&
        scopes.includes('messaging/scratchpad.create') && {
          smart_web_messaging_handle: this.options.newScratchpadHandle(context.patientId),
          smart_web_messaging_origin: baseUrl,
        }),
      need_patient_banner: switches.patientBanner,
      smart_style_url: `${baseUrl}/smart-style-${switches.darkStyle ? 'dark' : 'light'}.json`,
      tenant: 'northfield',
    };
  }

  private get identity() {
    const { fhirUrl, user } = this.options;
    return { iss: fhirUrl, sub: user.reference, fhirUser: `${fhirUrl}/${user.reference}` };
  }

  /**
   * POST /auth/introspect (RFC 7662; what a token stands for as in SMART App Launch 2.2, "Token Introspection"): a token's caller
   * may ask about its own token, a confidential client about any.
   */
  async introspect(request: Request): Promise<Reply> {
    return this.answer(async () => {
      const form = new URLSearchParams(request.body.toString());
      const token = form.get('token') ?? '';
      const ownToken = request.headers.authorization === `Bearer ${token}`;
      if (!ownToken && !(await this.clientOf(form, request)).secret)
        throw new OAuthFailure(401, 'invalid_client', 'Authenticate to introspect');
      const found = this.grants.find(token);
      if (!found) return { active: false };
      return {
        active: true,
        client_id: found.clientId,
        scope: found.scope,
        exp: found.expiresAt,
        ...contextOf(found.context),
        ...(found.scope.split(' ').includes('openid') && this.identity),
      };
    });
  }

  /** POST /auth/revoke (RFC 7009). */
  async revoke(request: Request): Promise<Reply> {
    return this.answer(async () => {
      const form = new URLSearchParams(request.body.toString());
      this.grants.revoke(form.get('token') ?? '', (await this.clientOf(form, request)).id);
      return {};
    });
  }

  private clientOf(form: URLSearchParams, request: Request): Promise<RegisteredClient> {
    const { clients, baseUrl, now } = this.options;
    return authenticateClient(clients, form, request.headers.authorization, `${baseUrl}/auth/token`, now());
  }

  private async answer(work: () => Promise<object>): Promise<Reply> {
    const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
    try {
      return { status: 200, headers, json: await work() };
    } catch (error) {
      if (!(error instanceof OAuthFailure)) throw error;
      return { status: error.status, headers, json: { error: error.error, error_description: error.description } };
    }
  }
}

/** What a launch is about, as it goes to the app and to whom a token is shown. */
const contextOf = (context: LaunchContext | undefined): object =>
  context
    ? {
        patient: context.patientId,
        ...(context.encounterId && { encounter: context.encounterId }),
        ...(context.intent && { intent: context.intent }),
        ...(context.appContext && { appContext: context.appContext }),
        ...(context.fhirContext && { fhirContext: context.fhirContext }),
      }
    : {};

const failurePage = (message: string): Reply => ({
  status: 400,
  html: `<!doctype html><html lang="en"><title>Cannot authorize</title><h1>Cannot authorize</h1><p>${escapeHtml(message)}`,
});
