import { type ParseArgsConfig, parseArgs } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Thrown for bad use; the command prints it with its help and exits with 2. */
export class BadUse extends Error {}

/** Options of a command line; throws BadUse for one that is unknown, or missing though needed. */
export function readOptions<T extends Options>(
  args: readonly string[],
  options: T,
  needed: readonly (keyof T & string)[],
) {
  let parsed: ReturnType<typeof parseArgs<{ options: T }>>;
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: false });
  } catch (error) {
    throw new BadUse(error instanceof Error ? error.message : String(error));
  }
  const values = parsed.values as Record<string, unknown>;
  for (const name of needed) if (values[name] === undefined) throw new BadUse(`--${name} is needed.`);
  return parsed.values;
}

/** A whole number of at least `least`; throws BadUse for anything else. */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
    throw new BadUse(`--${name} ${text} is not a whole number of at least ${least}.`);
  return value;
}

/** Runs a command's body: BadUse prints help and gives 2, a refusal prints its words and gives 1. */
export async function runCommand(help: string, body: () => Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (error instanceof BadUse) {
      console.error(`${error.message}\n\n${help}`);
      return 2;
    }
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

/** One line on standard error that is overwritten on a terminal, and printed every tenth of the work elsewhere. */
export function showProgress(what: string, done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${what} ${done} of ${total}${done === total ? '\n' : ''}`);
  else if (done === total || done % Math.max(1, Math.floor(total / 10)) === 0)
    process.stderr.write(`${what} ${done} of ${total}\n`);
}
