import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Builds an app of one page, below the repository, so that the page imports the product's own modules. */
function buildPage(page: string): { readonly built: boolean; readonly output: string } {
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.cache/leak-'));
  const files = {
    'package.json': '{ "type": "module", "private": true }',
    'next.config.js': `export default { turbopack: { root: ${JSON.stringify(root)} }, typescript: { ignoreBuildErrors: true } };`,
    'tsconfig.json': '{ "compilerOptions": { "jsx": "react-jsx", "paths": { "@/*": ["../../*"] } } }',
    'app/layout.tsx':
      'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }',
    'app/page.tsx': page,
  };
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    const next = path.join(root, 'node_modules/next/dist/bin/next');
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, [next, 'build'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    return { built: status === 0, output: stdout + stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the build of the app', () => {
  test('fails when a page of the browser imports a module of the server', () => {
    const { built, output } = buildPage(
      "'use client';\nimport { pseudonymiser } from '@/lib/server/store/pseudonym';\nexport default function Page() { return String(pseudonymiser); }",
    );
    expect(built).toBe(false);
    expect(output).toContain('server-only');
  });

  test('fails when a page of the server imports a module of the browser', () => {
    const { built, output } = buildPage(
      "import { reportEvent } from '@/lib/client/audit/reportEvent';\nexport default function Page() { return String(reportEvent); }",
    );
    expect(built).toBe(false);
    expect(output).toContain('client-only');
  });

  test('succeeds with the same page where each module is on its side (so the failures are the leak)', () => {
    const { built, output } = buildPage(
      "'use client';\nimport { reportEvent } from '@/lib/client/audit/reportEvent';\nexport default function Page() { return String(reportEvent); }",
    );
    expect(built ? '' : output).toBe('');
  });
});
