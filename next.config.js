/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  output: 'standalone',
  outputFileTracingIncludes: {
    '/model': ['./models/**/*'],
    '/model/chai.xml': ['./models/**/*'],
    '/case/decide': ['./models/**/*'],
  },
  // The codec packages mention Node's fs and path on a branch that a browser never takes.
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      fs: { browser: './lib/client/emptyModule.ts' },
      path: { browser: './lib/client/emptyModule.ts' },
    },
  },
  serverExternalPackages: ['@libsql/client', 'pg', 'prom-client'],
};
