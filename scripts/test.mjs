import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies } from './ensureDependencies.mjs';
import { ensureSystem } from './ensureSystem.mjs';
import { runBin } from './run.mjs';

/** `npm test`: installs what is missing, runs every jest project (arguments are passed on) and ends with a count. */
const report = 'test-results/jest.json';
/** CTs that one browser test had made serve the next, within this run: the sources may differ in another. */
const studies = path.resolve('test-results/studies');

ensureDependencies();
ensureSystem();
mkdirSync('test-results', { recursive: true });
rmSync(report, { force: true });
rmSync(studies, { recursive: true, force: true });
const status = runBin('jest', ['--json', `--outputFile=${report}`, ...process.argv.slice(2)], {
  NODE_NO_WARNINGS: '1',
  BACKCAST_TEST_STUDIES: studies,
});
rmSync(studies, { recursive: true, force: true });

const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
  readFileSync(report, 'utf8'),
);
const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
console.log(`${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed${skipped}`);
process.exit(numPassedTests === 0 ? 1 : status);
