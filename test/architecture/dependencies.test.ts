import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

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
});
