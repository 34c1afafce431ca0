import type { ModuleImport } from './moduleGraph';

/** The layers of lib/ and what each may import, as docs/architecture.md draws them; its own layer is always allowed. */
export const allowedLayers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  volume: ['core'],
  radiomics: ['core', 'volume'],
  dicom: ['core', 'volume'],
  segmentation: ['core', 'volume'],
  model: ['core', 'volume', 'radiomics'],
  fhir: ['core', 'model'],
  dicomweb: ['core', 'volume', 'dicom'],
  smart: ['core'],
  cds: ['core', 'fhir'],
  consent: ['core', 'model'],
  decide: ['core', 'fhir'],
  study: ['core', 'volume', 'radiomics', 'model', 'phantom'],
  phantom: ['core', 'volume', 'dicom'],
  ui: ['core'],
  client: [
    'core',
    'volume',
    'radiomics',
    'dicom',
    'segmentation',
    'model',
    'fhir',
    'dicomweb',
    'smart',
    'consent',
    'decide',
    'ui',
  ],
  server: [
    'core',
    'volume',
    'radiomics',
    'dicom',
    'segmentation',
    'model',
    'fhir',
    'dicomweb',
    'smart',
    'cds',
    'decide',
  ],
};

/** Layers that run unchanged in Node, a worker and a page. */
const pureLayers = new Set([
  'core',
  'volume',
  'radiomics',
  'dicom',
  'segmentation',
  'model',
  'fhir',
  'dicomweb',
  'smart',
  'cds',
  'consent',
  'decide',
  'study',
  'phantom',
]);

/** dicomweb retrieves over XMLHttpRequest and smart redirects the page, so only these may touch the page's globals. */
const mayUseNetwork = new Set(['dicomweb', 'smart']);

export interface LayerViolation {
  readonly file: string;
  readonly rule: 'layer' | 'cycle' | 'unresolved' | 'pure' | 'mark' | 'sandbox';
  readonly message: string;
}

export function checkModule(file: string, source: string, imports: readonly ModuleImport[]): LayerViolation[] {
  const violations: LayerViolation[] = [];
  const report = (rule: LayerViolation['rule'], message: string) => violations.push({ file, rule, message });
  const layer = layerOf(file);

  for (const { specifier, target } of imports) {
    if (/^(\.|@\/)/.test(specifier) && !target) report('unresolved', `${specifier} reaches no file`);
    const to = target ? layerOf(target) : undefined;
    if (layer && target && !to && !target.startsWith('models/')) report('layer', `lib/ may not import ${target}`);
    if (layer && to && to !== layer && !allowedLayers[layer]?.includes(to)) {
      report('layer', `${layer} may not import ${to} (${specifier})`);
    }
    if (
      layer &&
      pureLayers.has(layer) &&
      /^node:|^(fs|path|http|https|child_process|worker_threads)$/.test(specifier)
    ) {
      report('pure', `${layer} is pure and may not import ${specifier}`);
    }
    if (file.startsWith('app/') && target?.startsWith('sandbox/'))
      report('sandbox', `the app may not import ${target}`);
    if (file.startsWith('sandbox/') && target && /^(app|lib\/(smart|client|server|ui|fhir|cds))\//.test(target)) {
      report('sandbox', `the sandbox meets the product only over HTTP and may not import ${target}`);
    }
  }
  if (layer && !(layer in allowedLayers)) report('layer', `lib/${layer} is not a layer`);
  if (layer === 'server' && !imports.some(({ specifier }) => specifier === 'server-only')) {
    report('mark', "a module of lib/server starts with import 'server-only'");
  }
  const hasClientMark = imports.some(({ specifier }) => specifier === 'client-only');
  if (layer === 'client' && !hasClientMark && !file.endsWith('emptyModule.ts')) {
    report('mark', "a module of lib/client starts with import 'client-only'");
  }
  if (layer && pureLayers.has(layer) && !mayUseNetwork.has(layer)) {
    const found = impureGlobal(source);
    if (found) report('pure', `${layer} is pure and may not use ${found}`);
  }
  return violations;
}

function layerOf(file: string): string | undefined {
  return /^lib\/([^/]+)\//.exec(file)?.[1];
}

function impureGlobal(source: string): string | undefined {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '').replace(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/g, "''");
  const hit =
    /(?<![.\w])(?:document|window|localStorage|sessionStorage|process|fetch|XMLHttpRequest)(?=[.(])|(?<![.\w])(Math\.random|Date\.now)\(/.exec(
      code,
    );
  return hit?.[0].replace(/\($/, '');
}
