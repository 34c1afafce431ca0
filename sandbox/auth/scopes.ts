/** One letter an interaction (SMART App Launch 2.2, "Scopes for requesting FHIR Resources"). */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

export interface ResourceScope {
  readonly level: 'patient' | 'user' | 'system';
  /** Resource type, or "*". */
  readonly type: string;
  readonly interactions: string;
  /** Search parameters that limit it: `patient/Observation.rs?category=vital-signs`. */
  readonly limits: URLSearchParams;
}

/** Scopes that are granted as they are asked for. */
const plainScopes = new Set([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'online_access',
  'offline_access',
  'messaging/scratchpad.create',
]);
const v1Interactions: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** Reads a scope of version 2 (`.cruds` letters in this order, with `?query`) or 1 (`.read`, `.write`, `.*`). */
export function parseResourceScope(scope: string): ResourceScope | undefined {
  const [head, query = ''] = scope.split('?', 2);
  const match = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/.exec(head);
  if (!match?.[3]) return undefined;
  const [, level, type, access] = match;
  const interactions = v1Interactions[access] ?? access;
  return { level: level as ResourceScope['level'], type, interactions, limits: new URLSearchParams(query) };
}

/** Of the scopes asked for, those that exist, that the client may have and that the switches leave. Order and spelling are kept. */
export function grantScopes(asked: string, registered: readonly string[], readOnly: boolean): string {
  const granted = asked.split(/\s+/).filter((scope) => {
    if (plainScopes.has(scope)) return registered.includes(scope);
    const wanted = parseResourceScope(scope);
    return wanted !== undefined && registered.some((one) => covers(parseResourceScope(one), wanted));
  });
  return granted.flatMap((scope) => (readOnly ? withoutWriting(scope) : scope)).join(' ');
}

function covers(have: ResourceScope | undefined, want: ResourceScope): boolean {
  if (!have || have.level !== want.level) return false;
  const typed = have.type === '*' || have.type === want.type;
  return typed && [...want.interactions].every((letter) => have.interactions.includes(letter));
}

function withoutWriting(scope: string): string[] {
  const parsed = parseResourceScope(scope);
  if (!parsed) return [scope];
  const kept = [...parsed.interactions].filter((letter) => 'rs'.includes(letter)).join('');
  const limits = scope.includes('?') ? scope.slice(scope.indexOf('?')) : '';
  return kept ? [`${parsed.level}/${parsed.type}.${kept}${limits}`] : [];
}
