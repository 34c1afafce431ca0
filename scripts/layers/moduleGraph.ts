import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { type ModuleItem, parseSync } from '@swc/core';

/** One import as written, and the file of this project that it reaches (undefined for a package). */
export interface ModuleImport {
  readonly specifier: string;
  readonly target?: string;
  readonly typeOnly: boolean;
}

/** Every module under `roots` with its imports: static, type-only, re-exported and dynamic with a literal, and `new URL(x, import.meta.url)`. */
export function moduleGraph(base: string, roots: readonly string[]): Map<string, readonly ModuleImport[]> {
  const graph = new Map<string, readonly ModuleImport[]>();
  for (const root of roots) {
    for (const file of sourceFiles(path.join(base, root))) {
      graph.set(path.relative(base, file), importsOf(base, file));
    }
  }
  return graph;
}

function sourceFiles(start: string): string[] {
  if (!existsSync(start)) return [];
  if (statSync(start).isFile()) return [start];
  return readdirSync(start, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
    .map((name) => path.join(start, name));
}

function importsOf(base: string, file: string): ModuleImport[] {
  const source = readFileSync(file, 'utf8');
  const found = new Map<string, boolean>();
  const note = (specifier: string, typeOnly: boolean) =>
    found.set(specifier, typeOnly && (found.get(specifier) ?? true));
  const parsed = parseSync(source, { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2022' });
  for (const item of parsed.body) {
    const written = importOf(item);
    if (written) note(written.specifier, written.typeOnly);
  }
  const literals = /\b(?:import\(|new URL\()\s*(['"])([^'"]+)\1/g;
  for (const [, , specifier] of source.matchAll(literals)) if (/^(\.|@\/)/.test(specifier)) note(specifier, false);
  return [...found].map(([specifier, typeOnly]) => ({ specifier, typeOnly, target: resolve(base, file, specifier) }));
}

function importOf(item: ModuleItem): { specifier: string; typeOnly: boolean } | undefined {
  if (item.type === 'ImportDeclaration') {
    const named = item.specifiers.length > 0;
    const allTypes = item.specifiers.every((name) => name.type === 'ImportSpecifier' && name.isTypeOnly);
    return { specifier: item.source.value, typeOnly: item.typeOnly || (named && allTypes) };
  }
  if (item.type === 'ExportAllDeclaration') return { specifier: item.source.value, typeOnly: false };
  if (item.type === 'ExportNamedDeclaration' && item.source) return { specifier: item.source.value, typeOnly: false };
  return undefined;
}

function resolve(base: string, from: string, specifier: string): string | undefined {
  const stem = specifier.startsWith('@/')
    ? path.join(base, specifier.slice(2))
    : specifier.startsWith('.')
      ? path.join(path.dirname(from), specifier)
      : undefined;
  if (!stem) return undefined;
  const candidates = [stem, `${stem}.ts`, `${stem}.tsx`, path.join(stem, 'index.ts')];
  const hit = candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile());
  return hit ? path.relative(base, hit) : undefined;
}
