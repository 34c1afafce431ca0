import 'server-only';
import type { SiteRegistry } from '@/lib/server/site/siteRegistry';

/** What the site registry knows of a site's image archive. */
export interface ProxySite {
  /** FHIR base, without a trailing slash. */
  readonly fhirBase: string;
  /** DICOMweb base of the archive. */
  readonly dicomwebUrl: string;
  /** How the archive is logged in to: with the caller's own token, or a service credential as an Authorization value. */
  readonly credential: { readonly kind: 'caller-token' } | { readonly kind: 'service'; readonly authorization: string };
  readonly mayStore: boolean;
  readonly limits?: Partial<ProxyLimits>;
}

export interface ProxyLimits {
  readonly responseBytes: number;
  readonly storeBytes: number;
  /** Until the headers of the upstream. */
  readonly firstByteMs: number;
  /** Between two pieces of the body. */
  readonly silenceMs: number;
}

/**
 * The archive that a pass-through path names: `siteId`/`archive`, where `archive` counts the site's listed archives from
 * 0. Undefined for anything that is not listed or that browsers reach directly.
 */
export function proxySiteOf(
  { sites }: SiteRegistry,
  siteId: string | undefined,
  archive: string | undefined,
  credentialOf: (variable: string) => string,
): ProxySite | undefined {
  const site = sites.find(({ id }) => id === siteId);
  const listed = archive !== undefined && /^\d{1,2}$/.test(archive) ? site?.dicomweb[Number(archive)] : undefined;
  if (!site || listed?.access !== 'gateway') return undefined;
  return {
    fhirBase: site.smart.issuer,
    dicomwebUrl: listed.url,
    credential: listed.credentialVariable
      ? { kind: 'service', authorization: credentialOf(listed.credentialVariable) }
      : { kind: 'caller-token' },
    mayStore: site.writeBack,
  };
}
