import 'server-only';
import { createHmac } from 'node:crypto';

/**
 * A keyed hash that stands for an identifier in the store: the same input gives the same pseudonym, and without the
 * key nobody can try identifiers until one fits. The parts are length-prefixed, so that ("a", "bc") differs from ("ab", "c").
 */
export type Pseudonymise = (...parts: readonly string[]) => string;

export const pseudonymiser =
  (key: string): Pseudonymise =>
  (...parts) => {
    const message = parts.map((part) => `${part.length}:${part}`).join('|');
    return createHmac('sha256', key).update(message).digest('hex').slice(0, 32);
  };
