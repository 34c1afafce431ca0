/** A code in a named system. Two codings are the same when system and code are equal, character by character. */
export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string;
}

export const sameCoding = (a: Partial<Coding>, b: Coding): boolean => a.system === b.system && a.code === b.code;
