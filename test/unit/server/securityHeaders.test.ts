import { type SecuritySettings, securityHeaders, serviceHeaders } from '@/lib/server/securityHeaders';

const settings: SecuritySettings = {
  nonce: 'abc',
  path: '/case/result',
  frameAncestors: ['https://ehr.test'],
  connectOrigins: ['https://fhir.test', 'https://pacs.test', 'https://fhir.test'],
  secure: true,
  development: false,
};

function directive(name: string, changes: Partial<SecuritySettings> = {}): string[] {
  const policy = securityHeaders({ ...settings, ...changes })['Content-Security-Policy'];
  return (
    policy
      .split('; ')
      .find((part) => part.startsWith(`${name} `))
      ?.split(' ')
      .slice(1) ?? []
  );
}

describe('the content security policy', () => {
  test('lets only listed EHRs frame the app', () => {
    expect(directive('frame-ancestors')).toEqual(["'self'", 'https://ehr.test']);
  });

  test('lets a page talk to listed origins only', () => {
    expect(directive('connect-src')).toEqual(["'self'", 'https://fhir.test', 'https://pacs.test']);
  });

  test('allows WebAssembly where scans are decoded and scored, and nowhere else', () => {
    for (const path of ['/case', '/case/imaging', '/case/result'])
      expect(directive('script-src', { path })).toContain("'wasm-unsafe-eval'");
    for (const path of ['/', '/launch', '/model', '/casework'])
      expect(directive('script-src', { path })).not.toContain("'wasm-unsafe-eval'");
  });

  test('runs no inline or evaluated script in production', () => {
    expect(
      directive('script-src').filter((source) => /unsafe-(inline|eval)/.test(source) && !source.includes('wasm')),
    ).toEqual([]);
    expect(directive('script-src')).toContain("'nonce-abc'");
    expect(directive('style-src')).toEqual(["'self'", "'nonce-abc'"]);
    expect(directive('object-src')).toEqual(["'none'"]);
  });
});

test('an endpoint for programs loads nothing and is framed by nobody', () => {
  expect(serviceHeaders(true)).toMatchObject({
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Strict-Transport-Security': expect.stringContaining('max-age='),
  });
  expect(serviceHeaders(false)).not.toHaveProperty('Strict-Transport-Security');
});

test('transport security is asked for over https only: a loopback demo must stay reachable', () => {
  expect(securityHeaders(settings)).toHaveProperty('Strict-Transport-Security');
  expect(securityHeaders({ ...settings, secure: false })).not.toHaveProperty('Strict-Transport-Security');
});

test('no referrer leaves, so that no address of a case reaches another site', () => {
  expect(securityHeaders(settings)['Referrer-Policy']).toBe('no-referrer');
});
