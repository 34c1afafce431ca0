/**
 * Expected failures are values, bugs throw. A Problem says what happened, what to do about it, and carries a code
 * that tests and callers compare; its text never holds patient data or tokens.
 */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  /** What was found and what was expected, in one sentence. */
  readonly message: string;
  /** What the reader can do now, in one sentence. */
  readonly remedy: string;
  /** Measured values behind the message, for logs and tests. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
  readonly cause?: unknown;
}

export type Result<T, P extends Problem = Problem> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: P };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = <P extends Problem>(problem: P): { readonly ok: false; readonly problem: P } => ({
  ok: false,
  problem,
});

/** Turns a failure into an exception where it can only be a bug, for instance in a test or a command's last line. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.problem.code}: ${result.problem.message} ${result.problem.remedy}`, {
    cause: result.problem.cause,
  });
}
