import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@/test/support/freePort';
import { buildOnce } from '../../scripts/demo/buildOnce';

/** "nobody": an account that owns nothing. Without root's rights the test runs as who started it. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Puts the files where the Dockerfile's second stage puts them, and takes away every right to write. */
function assembleImage(image: string): void {
  const copies = [...readFileSync('Dockerfile', 'utf8').matchAll(/^COPY --from=build .*?\/app\/(\S+) (\S+)$/gm)];
  expect(copies.length).toBeGreaterThan(2);
  for (const [, from, to] of copies) cpSync(from, path.join(image, to), { recursive: true, verbatimSymlinks: true });
  const seal = (file: string): void => {
    const stat = lstatSync(file);
    if (stat.isSymbolicLink()) return;
    if (stat.isDirectory()) for (const name of readdirSync(file)) seal(path.join(file, name));
    chmodSync(file, stat.isDirectory() ? 0o555 : 0o444);
  };
  seal(image);
}

const allFiles = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('what the Dockerfile puts into the image', () => {
  let folder: string;
  let image: string;
  let server: ChildProcess;
  let url: string;
  let output = '';
  let before: string[];

  beforeAll(async () => {
    buildOnce();
    folder = mkdtempSync(path.join(tmpdir(), 'backcast-image-'));
    chmodSync(folder, 0o755);
    image = path.join(folder, 'app');
    const data = path.join(folder, 'data');
    mkdirSync(data);
    if (nobody.uid) chownSync(data, nobody.uid, nobody.gid);
    assembleImage(image);
    before = allFiles(image);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const smart = { issuer: 'https://ehr.test/fhir', clientId: 'backcast', scopes: 'launch openid' };
    const registry = path.join(folder, 'site.json');
    writeFileSync(registry, JSON.stringify({ publicUrl: url, sites: [{ id: 'test', name: 'Test', smart }] }));
    const environment = { NODE_ENV: 'production', HOSTNAME: '127.0.0.1', PORT: String(port), PATH: process.env.PATH };
    server = spawn(process.execPath, ['server.js'], {
      cwd: image,
      env: { ...environment, BACKCAST_CONFIG: registry, BACKCAST_DATA: data } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...nobody,
    });
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk) => (output += chunk));
    for (let tries = 0; tries < 150 && !(await answers(`${url}/api/health?check=ready`)); tries += 1) await sleep(100);
  });

  afterAll(async () => {
    if (server.exitCode === null) server.kill('SIGKILL');
    // Files without the right to write can be removed, folders without it cannot be emptied, except by root.
    const open = (at: string): void => {
      chmodSync(at, 0o755);
      for (const entry of readdirSync(at, { withFileTypes: true }))
        if (entry.isDirectory()) open(path.join(at, entry.name));
    };
    open(image);
    rmSync(folder, { recursive: true });
  });

  test.each([
    '/api/health?check=live',
    '/api/health?check=ready',
    '/api/metrics',
    '/cds-services',
    '/model',
    '/model/chai.xml',
    '/launch',
    '/case/decide',
    '/icon.svg',
  ])('answers %s as an account that owns nothing, on files that nobody may write', async (address) => {
    const answer = await fetch(url + address);
    expect(`${answer.status} ${output}`).toMatch(/^200 /);
  });

  test('serves the assets that its pages name, and the scoring runtime', async () => {
    const html = await (await fetch(`${url}/model`)).text();
    const assets = [...html.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+)"/g)].map(([, address]) => address);
    expect(assets.length).toBeGreaterThan(2);
    const wasm = allFiles(path.join(image, 'public')).find((file) => file.endsWith('.wasm'));
    for (const address of assets) {
      const answer = await fetch(url + address);
      expect(answer.status).toBe(200);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(0);
    }
    const runtime = await fetch(`${url}/${wasm}`);
    expect(runtime.headers.get('Content-Type')).toBe('application/wasm');
    expect(runtime.headers.get('Content-Encoding')).toBe('gzip');
    // As a browser unpacks it: "\0asm" (WebAssembly Core 1.0 section 5.5.16).
    expect([...new Uint8Array(await runtime.arrayBuffer()).slice(0, 4)]).toEqual([0, 0x61, 0x73, 0x6d]);
  });

  test('sends pages with a nonce of their own, and files with what keeps them from being anything else', async () => {
    const [first, second] = await Promise.all(['/model', '/model'].map((page) => fetch(url + page)));
    const [policy, other] = [first, second].map((page) => page.headers.get('Content-Security-Policy') ?? '');
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(other).not.toContain(nonce);
    const html = await first.text();
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(policy).not.toMatch(/script-src [^;]*unsafe-(inline|eval')/);
    expect([...first.headers.keys()].filter((name) => /^(x-powered-by|x-frame-options|server)$/.test(name))).toEqual(
      [],
    );
    expect(first.headers.get('Permissions-Policy')).toContain('camera=()');
    const script = /src="(\/_next\/static\/[^"]+\.js)"/.exec(html)?.[1];
    const file = await fetch(url + script);
    expect(file.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(file.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(file.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  test('leaves its folder as it was', () => {
    expect(allFiles(image)).toEqual(before);
  });

  test('ends when it is told to, though a client has stopped reading in the middle of a file', async () => {
    const wasm = allFiles(path.join(image, 'public')).find((file) => file.endsWith('.wasm'));
    const stuck = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
    stuck.pause().write(`GET /${wasm} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`);
    await sleep(500);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await expect(ended).resolves.toBe(143);
    stuck.destroy();
  }, 20_000);

  test('holds neither the sandbox, nor tests, nor sources', () => {
    for (const name of ['sandbox', 'test', 'lib', 'app', 'docs', 'scripts'])
      expect({ name, there: existsSync(path.join(image, name)) }).toEqual({ name, there: false });
  });
});

async function answers(address: string): Promise<boolean> {
  try {
    return (await fetch(address)).ok;
  } catch {
    return false;
  }
}
