import type { Plugin } from 'esbuild';
import { describeInBrowser, launchBrowser } from '@/test/support/browser';
import { bundleForPage } from '@/test/support/bundleForPage';
import { freePort } from '@/test/support/freePort';
import { startServer, type TestServer } from '@/test/support/httpServer';
import { type Sandbox, startSandbox } from '../../sandbox/main';
import { sandboxRegistry } from '../../sandbox/siteRegistry';

/** Next takes a CommonJS module's `default` for the default import, as TypeScript does; esbuild, in a package of modules, the whole. */
const defaultOfCommonJs: Plugin = {
  name: 'default-of-commonjs',
  setup({ onResolve, onLoad }) {
    const name = 'fhirclient/lib/adapters/BrowserAdapter';
    onResolve({ filter: new RegExp(`^${name}$`) }, ({ kind }) =>
      kind === 'import-statement' ? { path: name, namespace: 'default-of-commonjs' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'default-of-commonjs' }, () => ({
      contents: `module.exports = require('${name}').default;`,
      resolveDir: process.cwd(),
    }));
  },
};

/** The launch screens with React's development build, in which strict mode runs each effect twice. */
const bundleOf = (sites: readonly object[]): Promise<string> =>
  bundleForPage('test/support/strictModePage.tsx', {
    plugins: [defaultOfCommonJs],
    alias: {
      'next/navigation': './test/support/nextNavigationStub.ts',
      'client-only': './test/support/emptyModule.ts',
    },
    define: { 'process.env.NODE_ENV': '"development"', sites: JSON.stringify(sites) },
  });

describeInBrowser('React strict mode', () => {
  let app: TestServer;
  let sandbox: Sandbox;
  beforeAll(async () => {
    let script = '';
    app = await startServer((request, response) => {
      const isScript = request.url === '/page.js';
      response.writeHead(request.url?.startsWith('/api') ? 204 : 200, {
        'Content-Type': isScript ? 'text/javascript' : 'text/html',
      });
      response.end(isScript ? script : '<!doctype html><title>launch</title><body><script src="/page.js"></script>');
    });
    sandbox = await startSandbox({ appUrl: app.url, port: await freePort() });
    const { sites } = sandboxRegistry(sandbox.url, app.url) as { sites: { id: string; smart: object }[] };
    script = await bundleOf(
      sites.map(({ id, smart }) => ({ ...smart, id, signInOrigins: [sandbox.url], messagingOrigins: [] })),
    );
  });
  afterAll(async () => {
    await app?.close();
    await sandbox?.close();
  });

  test('runs effects twice, and yet a launch sends one authorize and one token request', async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const sent: string[] = [];
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (/\/auth\/(authorize|token)$/.test(pathname) && request.method() !== 'OPTIONS') sent.push(pathname);
      });
      await page.goto(`${sandbox.url}/launch/typical`);
      await page.waitForFunction(() => document.title === '/case/data', undefined, { timeout: 20_000 });
      expect(await page.evaluate('globalThis.effects')).toBe(2);
      expect(sent.sort()).toEqual(['/auth/authorize', '/auth/token']);
    } finally {
      await browser.close();
    }
  });
});
