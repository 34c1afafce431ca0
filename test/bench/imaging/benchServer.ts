import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { bundleForPage } from '@/test/support/bundleForPage';
import { startServer, type TestServer } from '../../support/httpServer';
import type { Orthanc } from '../../support/orthanc';

const agent = new Agent({ keepAlive: true });

const packages = {
  '/jpeg-ls.wasm': '@cornerstonejs/codec-charls/decodewasm',
  '/jpeg-2000.wasm': '@cornerstonejs/codec-openjpeg/decodewasm',
  '/htj2k.wasm': '@cornerstonejs/codec-openjph/wasm',
};

const empty = './lib/client/emptyModule.ts';
const withoutNode = { minify: true, alias: { fs: empty, path: empty } };

/** The bench's page and worker, and an archive on the same origin through a plain pipe. */
export async function startBenchServer(orthanc: Orthanc): Promise<TestServer> {
  const resolve = createRequire(import.meta.url).resolve;
  const wasm = Object.fromEntries(Object.entries(packages).map(([path, name]) => [path, readFileSync(resolve(name))]));
  const files: Record<string, string | Uint8Array> = {
    ...wasm,
    '/': '<!doctype html><title>bench</title><script src="/page.js"></script>',
    '/page.js': await bundleForPage('test/bench/imaging/page.ts', withoutNode),
    '/worker.js': await bundleForPage('test/bench/imaging/decodeWorker.ts', withoutNode),
  };
  return startServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (path.startsWith('/dicom-web/')) {
      const url = new URL(orthanc.dicomwebUrl + path.slice('/dicom-web'.length));
      const headers = { accept: incoming.headers.accept, authorization: orthanc.authorization };
      const upstream = request(url, { headers, agent }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, { 'Content-Type': answer.headers['content-type'] });
        answer.pipe(outgoing);
      });
      upstream.on('error', () => outgoing.destroy()).end();
      return;
    }
    const type = path === '/' ? 'text/html' : path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript';
    if (files[path] === undefined) outgoing.writeHead(404).end();
    else outgoing.writeHead(200, { 'Content-Type': type }).end(files[path]);
  });
}
