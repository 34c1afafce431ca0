/** Files pass no proxy (proxy.ts) and get theirs here. */
const fileHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];
/** A worker takes its policy from its own script's answer: it computes, and fetches models and codecs from here alone. */
const workerPolicy = {
  key: 'Content-Security-Policy',
  value: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
};

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  output: 'standalone',
  headers: async () => [
    { source: '/ort/:file', headers: fileHeaders },
    // Lies compressed in public (scripts/copyAssets.mjs).
    { source: '/ort/:file.wasm', headers: [{ key: 'Content-Encoding', value: 'gzip' }] },
    { source: '/codecs/:file*', headers: fileHeaders },
    { source: '/_next/static/:file*', headers: [...fileHeaders, workerPolicy] },
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
  serverExternalPackages: ['libsql', 'pg', 'prom-client'],
};
