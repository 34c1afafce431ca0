import { readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Packages that drag a phone's runtime into a browser's app. */
const phonePackages = (names: readonly string[]) =>
  names.filter((name) => /(^|\/)node_modules\/(react-native|@react-native|expo)([-/]|$)/.test(name));

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Dependencies without an entry, found as Node finds them: in the package's own folder, then in each above. */
function missingFrom(packages: Readonly<Record<string, LockedPackage>>): readonly string[] {
  const isListed = (folder: string, name: string): boolean => {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    return folder !== '' && isListed(folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1)), name);
  };
  return Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isListed(folder, name))
      .map((name) => `${folder || 'the project'} needs ${name}`),
  );
}

describe('what npm installs', () => {
  const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  const lock = read('package-lock.json');

  test.each([
    ['the lock file', Object.keys(lock)],
    ['the installed tree', Object.keys(read('node_modules/.package-lock.json'))],
  ])('contains no react-native, which fhirclient would pull in through isomorphic-webcrypto: %s', (_name, names) => {
    expect(names.length).toBeGreaterThan(100);
    expect(phonePackages(names)).toEqual([]);
    const planted = [
      'node_modules/x/node_modules/react-native',
      'node_modules/expo',
      'node_modules/react-native-securerandom',
    ];
    expect(phonePackages([...names, ...planted])).toEqual(planted);
  });

  test("uses the runtime's own Web Crypto behind the name isomorphic-webcrypto", () => {
    expect(lock['node_modules/isomorphic-webcrypto']).toMatchObject({ link: true });
  });

  test('is all in the lock file, for every platform, without which npm ci refuses it', () => {
    expect(missingFrom(lock)).toEqual([]);
    const { 'node_modules/@next/swc-darwin-arm64': _left, ...incomplete } = lock;
    expect(missingFrom(incomplete)).toEqual(['node_modules/next needs @next/swc-darwin-arm64']);
  });
});
