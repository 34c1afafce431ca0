import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Command } from './command';

const folder = path.join(import.meta.dirname, 'commands');

/** `backcast <command> ...`: loads bin/commands/<command>.ts. Returns the exit code; 2 on bad use. */
export async function main([name, ...args]: readonly string[]): Promise<number> {
  const names = readdirSync(folder).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
  if (!name || name === '--help' || name === 'help') {
    console.log(await overview(names));
    return name ? 0 : 2;
  }
  if (!names.includes(name)) {
    console.error(`There is no command "${name}". Commands: ${names.join(', ')}.`);
    return 2;
  }
  const command = await load(name);
  if (args.includes('--help')) {
    console.log(command.help);
    return 0;
  }
  return command.run(args);
}

async function overview(names: readonly string[]): Promise<string> {
  const commands = await Promise.all(names.map(load));
  const lines = names.map((name, index) => `  ${name.padEnd(14)} ${commands[index].summary}`);
  return ['Usage: backcast <command> [options]', '', ...lines, '', 'backcast <command> --help tells more.'].join('\n');
}

const load = (name: string): Promise<Command> => import(`./commands/${name}.ts`);
