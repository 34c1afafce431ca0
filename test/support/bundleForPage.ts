import { type BuildOptions, build } from 'esbuild';

/** One script of a module and all that it imports, for a page or a worker of a test or a bench; `changes` to how it is made. */
export async function bundleForPage(entry: string, changes: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    tsconfig: 'tsconfig.json',
    ...changes,
    write: false,
  });
  return outputFiles[0].text;
}
