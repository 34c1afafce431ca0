/** ES-module-only packages that jest must transform, because tests run as CommonJS. */
const esmPackages = [
  'jose',
  'kysely',
  '@medplum',
  'fflate',
  '@exodus',
  'intl-messageformat',
  '@formatjs',
  'unpdf',
  'syllable',
  'fast-png',
  'iobuffer',
];

const base = {
  transform: {
    '^.+\\.(t|j|mj)sx?$': [
      '<rootDir>/test/support/quickGlobals.mjs',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`node_modules/(?!(${esmPackages.join('|')})/)`],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/$1', '^(server|client)-only$': '<rootDir>/test/support/emptyModule.ts' },
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/.next/'],
};

/** A project is a folder of test/; test/support/timeout.ts holds how long its tests may take. */
const project = (name) => ({
  ...base,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.{ts,tsx}`],
  setupFilesAfterEnv: ['<rootDir>/test/support/timeout.ts'],
});

export default {
  projects: [
    project('unit'),
    project('architecture'),
    project('reference'),
    project('protocol'),
    project('pacs'),
    project('e2e'),
  ],
};
