import { createHash, randomBytes } from 'node:crypto';
import { OAuthFailure } from './oauthFailure';

/** What a launch is about: handed to the app with its token. */
export interface LaunchContext {
  readonly patientId: string;
  readonly encounterId?: string;
  readonly intent?: string;
  readonly appContext?: string;
  readonly fhirContext?: readonly { readonly reference: string }[];
}

export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scope: string;
  readonly nonce?: string;
  readonly context?: LaunchContext;
}

export interface IssuedToken {
  readonly clientId: string;
  readonly scope: string;
  readonly context?: LaunchContext;
  readonly expiresAt: number;
  /** Tokens of one sign-in are revoked together. */
  readonly family: string;
}

const codeSeconds = 60;
const launchSeconds = 300;
const newSecret = () => randomBytes(32).toString('base64url');

/** Launch tokens, codes, access and refresh tokens: all random, all single-use where the standards say so. */
export class Grants {
  private readonly launches = new Map<string, { clientId: string; context: LaunchContext; expiresAt: number }>();
  private readonly codes = new Map<string, Authorization & { expiresAt: number; family: string; used: boolean }>();
  private readonly access = new Map<string, IssuedToken>();
  private readonly refresh = new Map<string, IssuedToken & { used: boolean }>();

  constructor(private readonly now: () => Date) {}

  newLaunch(clientId: string, context: LaunchContext): string {
    const launch = newSecret();
    this.launches.set(launch, { clientId, context, expiresAt: this.seconds + launchSeconds });
    return launch;
  }

  /** Opens a launch token once, for the client that it was made for. */
  takeLaunch(launch: string, clientId: string): LaunchContext {
    const found = this.launches.get(launch);
    this.launches.delete(launch);
    if (!found || found.clientId !== clientId || found.expiresAt < this.seconds) {
      throw new OAuthFailure(400, 'invalid_request', 'The launch token is unknown, used or expired');
    }
    return found.context;
  }

  newCode(authorization: Authorization): string {
    const code = newSecret();
    this.codes.set(code, { ...authorization, expiresAt: this.seconds + codeSeconds, family: newSecret(), used: false });
    return code;
  }

  /** Redeems a code once; a second try revokes what the first one gave (RFC 6749 section 4.1.2). */
  takeCode(code: string, clientId: string, redirectUri: string, verifier: string): Authorization & { family: string } {
    const found = this.codes.get(code);
    if (!found) throw wrongGrant('The code is unknown');
    if (found.used) {
      this.revokeFamily(found.family);
      throw wrongGrant('The code was used before');
    }
    found.used = true;
    if (found.expiresAt < this.seconds) throw wrongGrant('The code expired');
    if (found.clientId !== clientId || found.redirectUri !== redirectUri)
      throw wrongGrant('The code was given to another client or address');
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (!/^[\w.~-]{43,128}$/.test(verifier) || challenge !== found.challenge)
      throw wrongGrant('The code verifier does not fit');
    return found;
  }

  issue(
    token: Omit<IssuedToken, 'expiresAt'>,
    seconds: number,
    withRefresh: boolean,
  ): { access: string; refresh?: string } {
    const access = newSecret();
    this.access.set(access, { ...token, expiresAt: this.seconds + seconds });
    if (!withRefresh) return { access };
    const refresh = newSecret();
    this.refresh.set(refresh, { ...token, expiresAt: this.seconds + 8 * 3600, used: false });
    return { access, refresh };
  }

  /** Rotates a refresh token; an old one that comes back means that it was stolen, and ends the sign-in. */
  takeRefresh(token: string, clientId: string): IssuedToken {
    const found = this.refresh.get(token);
    if (!found || found.clientId !== clientId || found.expiresAt < this.seconds)
      throw wrongGrant('The refresh token is unknown or expired');
    if (found.used) {
      this.revokeFamily(found.family);
      throw wrongGrant('The refresh token was used before');
    }
    found.used = true;
    return found;
  }

  find(token: string): IssuedToken | undefined {
    const found = this.access.get(token);
    return found && found.expiresAt > this.seconds ? found : undefined;
  }

  revoke(token: string, clientId: string): void {
    const found = this.access.get(token) ?? this.refresh.get(token);
    if (found?.clientId === clientId) this.revokeFamily(found.family);
  }

  private revokeFamily(family: string): void {
    for (const tokens of [this.access, this.refresh])
      for (const [token, issued] of tokens) if (issued.family === family) tokens.delete(token);
  }

  private get seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }
}

const wrongGrant = (why: string) => new OAuthFailure(400, 'invalid_grant', why);
