import 'server-only';

export interface SecuritySettings {
  /** Fresh for each response; Next puts it on its own scripts. */
  readonly nonce: string;
  /** Path of the page, without the base. */
  readonly path: string;
  /** EHR origins that may frame the app, from the site registry. */
  readonly frameAncestors: readonly string[];
  /** FHIR, authorization and DICOMweb origins of the listed sites. */
  readonly connectOrigins: readonly string[];
  readonly secure: boolean;
  /** The development server evaluates code and reloads over a socket. */
  readonly development: boolean;
}

/** Pages on which WebAssembly runs: decoding, and scoring with onnxruntime. */
const wasmPaths = /^\/case(\/|$)/;

const transportSecurity = { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' };

/** Response headers of every page: what it may load, where it may talk to, and who may frame it (E5; OWASP secure headers). */
export function securityHeaders(settings: SecuritySettings): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(settings),
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    ...(settings.secure && transportSecurity),
  };
}

/** Response headers of an endpoint that only programs call: it loads nothing and nobody may frame it. */
export const serviceHeaders = (secure: boolean): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  ...(secure && transportSecurity),
});

function contentSecurityPolicy(settings: SecuritySettings): string {
  const { nonce, path, frameAncestors, connectOrigins, development } = settings;
  const wasm = wasmPaths.test(path) ? ["'wasm-unsafe-eval'"] : [];
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      ...wasm,
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", development ? "'unsafe-inline'" : `'nonce-${nonce}'`],
    // React writes widths and positions of bars and marks as style attributes; these cannot load or run anything.
    'style-src-attr': ["'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'worker-src': ["'self'", 'blob:'],
    'connect-src': ["'self'", ...connectOrigins, ...(development ? ['ws:'] : [])],
    'frame-src': ["'self'", 'blob:'],
    'frame-ancestors': ["'self'", ...frameAncestors],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${[...new Set(sources)].join(' ')}`)
    .join('; ');
}
