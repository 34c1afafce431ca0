/** create, read, update, delete, search */
export type Interaction = 'c' | 'r' | 'u' | 'd' | 's';

const v1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** Whether the scopes of the token response allow an interaction on a type: version 2 letters, or version 1 words. Limited (`?`) scopes do not count. */
export function isGranted(granted: string, interaction: Interaction, type: string): boolean {
  return granted.split(/\s+/).some((scope) => {
    const match = /^(?:patient|user)\/(\*|[A-Za-z]+)\.(read|write|\*|[cruds]+)$/.exec(scope);
    if (!match || (match[1] !== '*' && match[1] !== type)) return false;
    return (v1[match[2]] ?? match[2]).includes(interaction);
  });
}

/** Types without which there is no chart to show. */
const neededTypes = ['Patient', 'Condition', 'Observation'] as const;

export function missingReads(granted: string): readonly string[] {
  return neededTypes.filter(
    (type) => !isGranted(granted, 'r', type) || (type !== 'Patient' && !isGranted(granted, 's', type)),
  );
}
