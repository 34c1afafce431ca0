/** What a module of bin/commands exports. */
export interface Command {
  readonly summary: string;
  readonly help: string;
  /** Returns the exit code: 0 done, 1 failed, 2 bad use. */
  run(args: readonly string[]): Promise<number>;
}
