import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const appUrl = 'https://backcast.test';
export const clientIss = 'https://ehr.test';
export const clientJku = 'https://ehr.test/jwks.json';
export const fhirServer = 'https://ehr.test/fhir';

export type ClientKeys = Awaited<ReturnType<typeof clientKeys>>;

/** An ES384 key pair of a CDS client, its published set, and how it signs a call. */
export async function clientKeys(kid = 'k1') {
  const { publicKey, privateKey } = await generateKeyPair('ES384', { extractable: true });
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES384', use: 'sig' }] };
  const sign = (audience: string, now: Date, changes: { header?: object; claims?: object } = {}): Promise<string> => {
    const seconds = Math.floor(now.getTime() / 1000);
    const claims = {
      iss: clientIss,
      aud: audience,
      iat: seconds,
      exp: seconds + 300,
      jti: randomUUID(),
      ...changes.claims,
    };
    const header = { alg: 'ES384', typ: 'JWT', kid, jku: clientJku, ...changes.header };
    return new SignJWT(claims).setProtectedHeader(header).sign(privateKey);
  };
  return { publicKey, privateKey, jwks, sign };
}

export const kyphoplastyOrder = {
  resourceType: 'ServiceRequest',
  id: 'o1',
  status: 'draft',
  intent: 'order',
  subject: { reference: 'Patient/p1' },
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '22514' }] },
  bodySite: [{ coding: [{ system: 'http://snomed.info/sct', code: '66794005' }] }],
};

/** A valid order-sign call with every prefetch key present and empty. */
export const orderSignBody = (changes: object = {}) => ({
  hook: 'order-sign',
  hookInstance: randomUUID(),
  context: {
    userId: 'Practitioner/dr',
    patientId: 'p1',
    draftOrders: { resourceType: 'Bundle', type: 'collection', entry: [{ resource: kyphoplastyOrder }] },
  },
  prefetch: Object.fromEntries(
    [
      'patient',
      'conditions',
      'findings',
      'measurements',
      'procedures',
      'medications',
      'imaging',
      'orders',
      'estimates',
    ].map((key) => [key, null]),
  ),
  ...changes,
});

export const post = (path: string, body: unknown, token?: string): Request =>
  new Request(`${appUrl}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
