import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Files that pages fetch from their own origin, copied from the installed packages so that versions always agree. */
const assets = [
  ['onnxruntime-web/dist/ort-wasm-simd-threaded.wasm', 'public/ort'],
  ['onnxruntime-web/dist/ort-wasm-simd-threaded.mjs', 'public/ort'],
];

for (const [from, folder] of assets) {
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join('node_modules', from), path.join(folder, path.basename(from)));
}

// Model packages are served as they are installed: manifest, graph, card and report.
rmSync('public/models', { recursive: true, force: true });
cpSync('models', 'public/models', { recursive: true });
