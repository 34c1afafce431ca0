import { exportJWK, generateKeyPair, type JSONWebKeySet, type JWTPayload, SignJWT } from 'jose';
import { verifyIdToken } from '@/lib/smart/verifyIdToken';

const now = new Date('2026-03-05T10:00:00Z');
const seconds = now.getTime() / 1000;
const sound = {
  iss: 'https://ehr.test/fhir',
  aud: 'backcast',
  nonce: 'n1',
  iat: seconds,
  exp: seconds + 300,
  fhirUser: 'https://ehr.test/fhir/Practitioner/dr',
  name: 'Dr Ruiz',
};
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let jwks: JSONWebKeySet;
beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'RS256' }] };
});

const sign = (claims: object) =>
  new SignJWT({ ...sound, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .sign(keys.privateKey);
const expected = () => ({ issuer: sound.iss, clientId: 'backcast', nonce: 'n1', now, jwks });
const verdict = async (token: string) => {
  const result = await verifyIdToken(token, expected());
  return result.ok ? result.value.reference : result.problem.code;
};

describe('an id_token (OpenID Connect Core 1.0, 3.1.3.7)', () => {
  test.each<[string, object, string]>([
    ['that is sound names the clinician', {}, 'Practitioner/dr'],
    ['of a clinician in a role', { fhirUser: 'PractitionerRole/surgeon' }, 'PractitionerRole/surgeon'],
    ['of another issuer', { iss: 'https://evil.test' }, 'id-token-invalid'],
    ['for another client', { aud: 'other' }, 'id-token-invalid'],
    ['for several clients, made for this one', { aud: ['backcast', 'other'], azp: 'backcast' }, 'Practitioner/dr'],
    ['for several clients, made for another one', { aud: ['backcast', 'other'], azp: 'other' }, 'id-token-invalid'],
    ['for several clients, made for nobody knows which', { aud: ['backcast', 'other'] }, 'id-token-invalid'],
    ['of another sign-in', { nonce: 'n2' }, 'id-token-invalid'],
    ['without a nonce', { nonce: undefined }, 'id-token-invalid'],
    ['without an end', { exp: undefined }, 'id-token-invalid'],
    ['that ended: the clock here is ahead', { iat: seconds - 900, exp: seconds - 600 }, 'clock-skew'],
    ['of the future: the clock here is behind', { iat: seconds + 600, exp: seconds + 900 }, 'clock-skew'],
    ['of half a minute ahead, which clocks differ by', { iat: seconds + 30 }, 'Practitioner/dr'],
    ['of a patient', { fhirUser: 'https://ehr.test/fhir/Patient/p1' }, 'not-a-clinician'],
    ['of a relative', { fhirUser: 'RelatedPerson/r1' }, 'not-a-clinician'],
    ['of a person of whom nothing more is said', { fhirUser: 'Person/r1' }, 'not-a-clinician'],
    ['of nobody', { fhirUser: undefined }, 'id-token-invalid'],
  ])('%s', async (_name, claims, outcome) => {
    expect(await verdict(await sign(claims))).toBe(outcome);
  });

  test('signed with a key that is not the issuer’s, or with none, is refused', async () => {
    const other = await generateKeyPair('RS256');
    const forged = await new SignJWT(sound).setProtectedHeader({ alg: 'RS256', kid: 'k1' }).sign(other.privateKey);
    const [, payload] = (await sign({})).split('.');
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload}.`;
    const shared = await new SignJWT(sound)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(new TextEncoder().encode('a secret that the page would have to hold'));
    expect(await Promise.all([forged, none, shared].map(verdict))).toEqual(Array(3).fill('id-token-invalid'));
  });

  test('checked against a key of the EHR that is too short, or not whole, is refused and does not break the launch', async () => {
    const token = await sign({});
    const [{ n, ...withoutModulus }] = jwks.keys;
    const short = { ...withoutModulus, n: Buffer.from(String(n), 'base64url').subarray(0, 128).toString('base64url') };
    for (const key of [withoutModulus, short]) {
      const result = await verifyIdToken(token, { ...expected(), jwks: { keys: [key] } });
      expect(result).toMatchObject({ ok: false, problem: { code: 'id-token-invalid' } });
    }
  });
});
