import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

interface AuditReport {
  readonly metadata: { readonly vulnerabilities: Readonly<Record<'high' | 'critical', number>> };
}

/** npm's advisories for what production installs, or undefined where no registry answers the question. */
function auditProduction(): AuditReport | undefined {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { cwd: root, encoding: 'utf8' });
  const report = JSON.parse(stdout || '{}');
  return report.metadata?.vulnerabilities ? report : undefined;
}

describe('what npm installs', () => {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const installed = Object.keys(lock.packages);

  test('contains no react-native, which fhirclient would pull in through isomorphic-webcrypto', () => {
    expect(installed.length).toBeGreaterThan(100);
    expect(installed.filter((name) => /react-native|node_modules\/expo/.test(name))).toEqual([]);
    expect(existsSync(path.join(root, 'node_modules/react-native'))).toBe(false);
  });

  test("uses the runtime's own Web Crypto behind the name isomorphic-webcrypto", () => {
    expect(lock.packages['node_modules/isomorphic-webcrypto']).toMatchObject({ link: true });
  });

  const report = auditProduction();
  const whenRegistryAnswers = report ? test : test.skip;
  whenRegistryAnswers('has no high or critical advisory in production dependencies', () => {
    expect(report?.metadata.vulnerabilities).toMatchObject({ high: 0, critical: 0 });
  });
});
