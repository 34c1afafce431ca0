import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readEnvironment } from '@/lib/server/site/environment';
import { parseSiteRegistry } from '@/lib/server/site/siteRegistry';

const site = {
  id: 'ruijin',
  name: 'Hospital',
  smart: { issuer: 'https://ehr.test/fhir', clientId: 'backcast', scopes: 'launch patient/*.rs' },
};
const registry = { publicUrl: 'https://backcast.test', sites: [site] };
const problemOf = (value: unknown) => {
  const parsed = parseSiteRegistry(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.ok ? undefined : parsed.problem.message;
};

describe('a site registry', () => {
  test('needs no more than a name and the SMART registration; then nothing is written and nobody may frame', () => {
    const parsed = parseSiteRegistry(JSON.stringify(registry));
    expect(parsed.ok && parsed.value.sites[0]).toMatchObject({
      writeBack: false,
      allowDemonstrationWriteBack: false,
      frameAncestors: [],
      cdsClients: [],
      localCodes: { cleft: [] },
    });
  });

  test.each<[string, unknown, string]>([
    ['is not JSON', '{', 'not JSON'],
    ['has no site', { ...registry, sites: [] }, 'sites'],
    ['has a member that is not known', { ...registry, site: [] }, 'site'],
    [
      'has an issuer that is no URL',
      { ...registry, sites: [{ ...site, smart: { ...site.smart, issuer: 'ehr' } }] },
      'sites.0.smart.issuer',
    ],
    [
      'has an issuer of another scheme',
      { ...registry, sites: [{ ...site, smart: { ...site.smart, issuer: 'file:///etc/passwd' } }] },
      'sites.0.smart.issuer',
    ],
    ['lists one issuer twice', { ...registry, sites: [site, { ...site, id: 'b' }] }, 'twice'],
    [
      'allows a frame by a pattern',
      { ...registry, sites: [{ ...site, frameAncestors: ['https://*.test/x'] }] },
      'sites.0.frameAncestors.0',
    ],
    [
      'holds a secret where the name of a variable belongs',
      {
        ...registry,
        sites: [
          { ...site, dicomweb: [{ url: 'https://pacs.test', access: 'gateway', credentialVariable: 'Basic abc' }] },
        ],
      },
      'credentialVariable',
    ],
    [
      'has a CDS client without keys',
      { ...registry, sites: [{ ...site, cdsClients: [{ iss: 'https://ehr.test' }] }] },
      'jku or jwks',
    ],
    [
      'has a CDS client with a shared secret',
      { ...registry, sites: [{ ...site, cdsClients: [{ iss: 'x', jwks: { keys: [{ kty: 'oct', kid: '1' }] } }] }] },
      'cdsClients.0.jwks',
    ],
    [
      'is recalibrated by one person alone',
      {
        ...registry,
        sites: [
          {
            ...site,
            calibration: {
              modelId: 'm',
              modelVersion: '1',
              version: '1',
              intercept: 0,
              slope: 1,
              patients: 100,
              updated: '2026-01-01',
              approvedBy: ['one'],
            },
          },
        ],
      },
      'approvedBy',
    ],
  ])('that %s is refused, and the reason names the place', (_name, value, place) => {
    expect(problemOf(value)).toContain(place);
  });
});

describe('the environment', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'backcast-env-'));
    writeFileSync(path.join(folder, 'good.json'), JSON.stringify(registry));
    writeFileSync(path.join(folder, 'wrong.json'), '{"sites": 1}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const read = (changes: Record<string, string> = {}) =>
    readEnvironment({
      BACKCAST_CONFIG: path.join(folder, 'good.json'),
      BACKCAST_DATA: path.join(folder, 'data'),
      ...changes,
    });

  test('keeps the pseudonym key that it made at the first start', () => {
    expect(read().pseudonymKey).toHaveLength(64);
    expect(read().pseudonymKey).toBe(read().pseudonymKey);
  });

  test('stops the start with the path and the reason where the registry is wrong or missing', () => {
    expect(() => read({ BACKCAST_CONFIG: path.join(folder, 'wrong.json') })).toThrow(/wrong\.json.*publicUrl.*sites/s);
    expect(() => read({ BACKCAST_CONFIG: path.join(folder, 'none.json') })).toThrow(/none\.json/);
    expect(() => readEnvironment({})).toThrow(/BACKCAST_CONFIG is not set/);
  });

  test('S15: takes the digest of the image that runs, and stops the start where it is none', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    expect(read({ BACKCAST_IMAGE_DIGEST: digest }).imageDigest).toBe(digest);
    expect(() => read({ BACKCAST_IMAGE_DIGEST: 'latest' })).toThrow(/BACKCAST_IMAGE_DIGEST must read sha256:/);
  });

  test('asks for a shared key where several servers may use one database', () => {
    expect(() => read({ DATABASE_URL: 'postgres://u@h/d' })).toThrow(/BACKCAST_PSEUDONYM_KEY/);
    expect(() => read({ DATABASE_URL: 'mysql://u@h/d' })).toThrow(/DATABASE_URL/);
  });
});
