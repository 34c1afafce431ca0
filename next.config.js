/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  output: 'standalone',
  // The runtime of the model is 14 MB: compressing it anew for each page takes the server a second of one core.
  headers: async () => [
    { source: '/ort/:file', headers: [{ key: 'Cache-Control', value: 'public, max-age=0, no-transform' }] },
  ],
  outputFileTracingIncludes: {
    '/': ['./models/**/*'],
    '/model': ['./models/**/*'],
    '/model/chai.xml': ['./models/**/*'],
    '/case/decide': ['./models/**/*'],
    '/cds-services/[id]': ['./models/*/manifest.json'],
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
