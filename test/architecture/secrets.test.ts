import { findSecrets } from '../../scripts/secrets/findSecrets';

describe('the scan for secrets', () => {
  // Put together here, so that this file is not itself a finding.
  const secrets: readonly (readonly [string, string])[] = [
    ['private key (PEM)', ['-----BEGIN', 'EC PRIVATE', 'KEY-----'].join(' ')],
    ['private key (JWK)', `{"${'d'}":"${'k'.repeat(64)}"}`],
    ['signed JWT', [`eyJ${'a'.repeat(20)}`, `eyJ${'b'.repeat(20)}`, 'c'.repeat(43)].join('.')],
    ['GitHub token', `ghp_${'A1'.repeat(18)}`],
    ['npm token', `npm_${'A1'.repeat(18)}`],
    ['AWS access key', `AKIA${'A1'.repeat(8)}`],
    ['token of a known form', `glpat-${'a1'.repeat(10)}`],
    ['secret in a variable', `BACKCAST_PSEUDONYM_KEY=${'0a'.repeat(32)}`],
    ['secret in a variable', `"PACS_AUTHORIZATION": "Basic ${'a'.repeat(30)}"`],
    ['password in an address', ['postgres://reader', 'hunter2@db.example/x'].join(':')],
  ];

  it.each(secrets)('finds a %s and says on which line', (kind, text) => {
    expect(findSecrets(`first line\n${text}`)).toEqual([{ line: 2, kind }]);
  });

  it('leaves public keys and documented placeholders alone', () => {
    const text =
      '-----BEGIN PUBLIC KEY-----\npostgres://user:password@host:5432/backcast\nhttp://127.0.0.1:3000/@scope';
    expect(findSecrets(text)).toEqual([]);
  });
});
