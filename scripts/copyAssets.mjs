import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** The model's runtime, which pages fetch from their own origin, from the installed package so that versions always agree. */
const runtime = 'node_modules/onnxruntime-web/dist';
mkdirSync('public/ort', { recursive: true });
copyFileSync(`${runtime}/ort-wasm-simd-threaded.mjs`, 'public/ort/ort-wasm-simd-threaded.mjs');
// 14 MB that become 3: compressed here once, and sent as they are with their Content-Encoding (next.config.js).
const name = 'ort-wasm-simd-threaded.wasm';
writeFileSync(`public/ort/${name}`, gzipSync(readFileSync(`${runtime}/${name}`), { level: 9 }));

// Model packages are served as they are installed: manifest, graph, card and report.
rmSync('public/models', { recursive: true, force: true });
cpSync('models', 'public/models', { recursive: true });
