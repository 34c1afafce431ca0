#!/usr/bin/env node
import { register as registerHooks } from 'node:module';
// Commands are TypeScript and run through tsx, so that the command line and the pages share one source without a build.
import { register } from 'tsx/esm/api';

register();
registerHooks('./serverMark.mjs', import.meta.url);
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
