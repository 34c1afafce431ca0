import { copyFileSync, mkdirSync } from 'node:fs';
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
