import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';

/** Signs as the EHR: RS256 for id_tokens, ES384 for CDS Hooks calls. New keys at each start; none is ever on disk. */
export interface ServerKeys {
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly signIdToken: (claims: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly signCdsCall: (claims: Readonly<Record<string, unknown>>, jku: string) => Promise<string>;
}

export async function serverKeys(): Promise<ServerKeys> {
  const [rsa, ec] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }),
    generateKeyPair('ES384', { extractable: true }),
  ]);
  const publish = async (key: Parameters<typeof exportJWK>[0], kid: string, alg: string) => ({
    ...(await exportJWK(key)),
    kid,
    alg,
    use: 'sig',
  });
  const keys = [await publish(rsa.publicKey, 'id-1', 'RS256'), await publish(ec.publicKey, 'cds-1', 'ES384')];
  return {
    jwks: { keys },
    signIdToken: (claims) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'id-1', typ: 'JWT' }).sign(rsa.privateKey),
    signCdsCall: (claims, jku) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'ES384', kid: 'cds-1', typ: 'JWT', jku }).sign(ec.privateKey),
  };
}
