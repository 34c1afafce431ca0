import { type CryptoKey, decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { fail, ok, type Problem, type Result } from '@/lib/core/result';

/** A CDS client of the site registry. Its keys come from `jku`, or from `jwks` where it publishes none. */
export interface CdsClient {
  readonly iss: string;
  readonly jku?: string;
}

export interface VerifyClientOptions {
  readonly clients: readonly CdsClient[];
  /** URL of the called service, as the client addresses it. */
  readonly audience: string;
  readonly now: Date;
  /** The client's public key with this id, or undefined; refetches the set when the id is new (key rotation). */
  readonly findKey: (client: CdsClient, kid: string, alg: string) => Promise<CryptoKey | undefined>;
  /** Remembers an id until it expires; false if it was seen before. Shared by all server processes. */
  readonly claimTokenId: (iss: string, jti: string, expires: Date) => Promise<boolean>;
}

/** The code is for logs and tests; the caller is told no more than 401 (CDS Hooks 2.0.1, "Trusting CDS Clients"). */
export type ClientProblem = Problem<
  | 'token-missing'
  | 'token-malformed'
  | 'token-algorithm'
  | 'token-issuer'
  | 'token-key'
  | 'token-claims'
  | 'token-replayed'
>;

const maxTokenLength = 8192;
const clockToleranceSeconds = 60;
/** The specification advises five minutes; a token that lives longer than this would need too long a replay memory. */
const maxLifetimeSeconds = 600;
/** "none" and symmetric algorithms are not listed, so a public key can never serve as a shared secret. */
const algorithms = ['ES384', 'RS384'];

/** Verifies the JWT of a CDS client (CDS Hooks 2.0.1, "Trusting CDS Clients"; RFC 7519, RFC 8725). */
export async function verifyClient(
  authorization: string | null,
  options: VerifyClientOptions,
): Promise<Result<CdsClient, ClientProblem>> {
  const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token || token.length > maxTokenLength) return refuse('token-missing', 'no bearer token of the right form');

  const opened = open(token);
  if (!opened.ok) return opened;
  const { header, issuer } = opened.value;
  if (!header.alg || !algorithms.includes(header.alg))
    return refuse('token-algorithm', 'an algorithm that is not ES384 or RS384');
  const client = options.clients.find(({ iss }) => iss === issuer);
  if (!client) return refuse('token-issuer', 'an issuer that the site registry does not list');
  if (header.jku !== undefined && header.jku !== client.jku)
    return refuse('token-issuer', 'a jku other than the listed one');
  if (!header.kid) return refuse('token-key', 'no key id');
  const key = await options.findKey(client, header.kid, header.alg);
  if (!key) return refuse('token-key', 'a key id that the client does not publish');

  const claims = await verifySignedClaims(token, key, header.alg, client, options);
  if (!claims.ok) return claims;
  const { jti, exp } = claims.value;
  const fresh = await options.claimTokenId(client.iss, jti, new Date((exp + clockToleranceSeconds) * 1000));
  return fresh ? ok(client) : refuse('token-replayed', 'a token that was used before');
}

function open(
  token: string,
): Result<{ header: ReturnType<typeof decodeProtectedHeader>; issuer?: string }, ClientProblem> {
  try {
    return ok({ header: decodeProtectedHeader(token), issuer: decodeJwt(token).iss });
  } catch {
    return refuse('token-malformed', 'a token that is not a JWT');
  }
}

type SignedClaims = JWTPayload & { readonly jti: string; readonly exp: number };

async function verifySignedClaims(
  token: string,
  key: CryptoKey,
  alg: string,
  client: CdsClient,
  { audience, now }: VerifyClientOptions,
): Promise<Result<SignedClaims, ClientProblem>> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [alg],
      issuer: client.iss,
      audience,
      requiredClaims: ['exp', 'iat', 'jti'],
      clockTolerance: clockToleranceSeconds,
      currentDate: now,
      maxTokenAge: maxLifetimeSeconds,
    });
    const { jti, exp, iat } = payload;
    if (typeof jti !== 'string' || jti.length === 0 || jti.length > 256)
      return refuse('token-claims', 'a jti of the wrong form');
    if (exp! - iat! > maxLifetimeSeconds) return refuse('token-claims', 'a lifetime over ten minutes');
    return ok(payload as SignedClaims);
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return refuse(
      'token-claims',
      error instanceof errors.JWSSignatureVerificationFailed ? 'a wrong signature' : 'wrong claims',
    );
  }
}

function refuse(code: ClientProblem['code'], found: string) {
  return fail<ClientProblem>({
    code,
    message: `The client's token was refused: ${found}.`,
    remedy: 'Sign a new JWT with a key that the site registry lists for this client, for this service URL.',
  });
}
