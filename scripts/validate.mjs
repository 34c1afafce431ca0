import { ensureDependencies } from './ensureDependencies.mjs';
import { runBin } from './run.mjs';

/** `npm run validate`: format, lint, types, layers and unit tests; every step runs, so one call shows all that is wrong. */
const steps = [
  ['format and lint', 'biome', ['check', '.']],
  ['types', 'tsc', ['--noEmit']],
  ['secrets', 'tsx', ['scripts/secrets.ts']],
  ['dependency advisories', 'tsx', ['scripts/audit.ts']],
  ['layers', 'tsx', ['scripts/layers.ts']],
  ['unit tests', 'jest', ['--selectProjects', 'unit', 'architecture', '--silent']],
];

ensureDependencies();
runBin('next', ['typegen']);
const failed = steps.filter(([name, command, args]) => {
  console.log(`\n== ${name}`);
  return runBin(command, args) !== 0;
});
console.log(failed.length === 0 ? '\nvalid' : `\nnot valid: ${failed.map(([name]) => name).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
