/**
 * The layer check: docs of the layers as data, and the modules' own imports read by a parser. `npx tsx scripts/layers.ts`
 * prints violations and exits 1 if there are any; test/architecture proves on planted violations that it sees them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { findCycles } from './layers/cycles';
import { moduleGraph } from './layers/moduleGraph';
import { checkModule, type LayerViolation } from './layers/rules';

export interface LayerReport {
  readonly moduleCount: number;
  readonly importCount: number;
  readonly violations: readonly LayerViolation[];
}

/** Checks every TypeScript module of the product under `root` (app, lib, bin, sandbox). */
export function checkLayers(root: string): LayerReport {
  const graph = moduleGraph(root, ['app', 'lib', 'bin', 'sandbox', 'instrumentation.ts', 'proxy.ts']);
  const violations: LayerViolation[] = [];
  for (const [file, imports] of graph) {
    const source = readFileSync(path.join(root, file), 'utf8');
    violations.push(...checkModule(file, source, imports));
  }
  for (const cycle of findCycles(graph)) {
    violations.push({ file: cycle[0], rule: 'cycle', message: `import cycle: ${cycle.join(' -> ')} -> ${cycle[0]}` });
  }
  const importCount = [...graph.values()].reduce((sum, imports) => sum + imports.length, 0);
  return { moduleCount: graph.size, importCount, violations };
}

function main(): void {
  const { moduleCount, importCount, violations } = checkLayers(process.cwd());
  for (const { file, rule, message } of violations) console.error(`${file}: [${rule}] ${message}`);
  console.log(`${moduleCount} modules, ${importCount} imports, ${violations.length} violations`);
  if (moduleCount === 0) console.error('No module was inspected: the check itself is broken.');
  process.exit(violations.length > 0 || moduleCount === 0 ? 1 : 0);
}

if (process.argv[1]?.endsWith('layers.ts')) main();
