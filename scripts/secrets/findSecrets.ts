/** One line that looks like a credential; the value itself is never repeated. */
export interface SecretFinding {
  /** 1-based. */
  readonly line: number;
  readonly kind: string;
}

/** Finds text that looks like a credential: private keys, well-known token forms, passwords inside addresses. */
export function findSecrets(text: string): readonly SecretFinding[] {
  return text
    .split('\n')
    .flatMap((content, index) =>
      patterns.filter(({ form }) => form.test(content)).map(({ kind }) => ({ line: index + 1, kind })),
    );
}

const patterns: readonly { readonly kind: string; readonly form: RegExp }[] = [
  { kind: 'private key (PEM)', form: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
  { kind: 'private key (JWK)', form: /["']d["']\s*:\s*["'][A-Za-z0-9_-]{40,}["']/ },
  { kind: 'signed JWT', form: /\beyJ[A-Za-z0-9_-]{15,}\.eyJ[A-Za-z0-9_-]{15,}\.[A-Za-z0-9_-]{40,}/ },
  { kind: 'GitHub token', form: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})/ },
  { kind: 'npm token', form: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { kind: 'AWS access key', form: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  {
    kind: 'token of a known form',
    form: /\b(?:xox[abprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{35}|glpat-[A-Za-z0-9_-]{20})/,
  },
  // A variable by whose name it is a secret, given a value long enough to be one: BACKCAST_PSEUDONYM_KEY=<32 bytes as hex>.
  {
    kind: 'secret in a variable',
    form: /(?:SECRET|PASSWORD|_KEY|API_?KEY|TOKEN|AUTHORIZATION)["']?\s*[=:]\s*["']?(?:Basic |Bearer )?[A-Za-z0-9+/_=-]{24,}/,
  },
  // `user:password@` is the documentation's placeholder, and `${...}` is filled in at run time.
  {
    kind: 'password in an address',
    form: /\b[a-z][a-z0-9+]*:\/\/[^\s/:@"'`<>]+:(?!password@)[^\s/:@"'`<>${}]+@[\w.-]/,
  },
];
