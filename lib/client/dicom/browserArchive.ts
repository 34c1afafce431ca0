import 'client-only';
import { createImagingArchive, type ImagingArchive } from '@/lib/dicomweb/imagingArchive';

export interface BrowserArchiveOptions {
  /** Base of the archive: an absolute URL from the site registry, or a path of our own pass-through. */
  readonly url: string;
  /** Origins of archives that the site registry lists for direct access. */
  readonly directOrigins: readonly string[];
  readonly patientId: string;
  readonly accessToken: () => string | undefined;
  readonly refreshToken?: () => Promise<boolean>;
}

/** The path of a site's archive behind our pass-through (app/api/dicomweb). */
export const gatewayPath = (siteId: string, archive: number): string => `/api/dicomweb/${siteId}/${archive}`;

/** The image archive as the page reaches it. The token goes to our own origin and to listed ones, nowhere else. */
export function createBrowserArchive(options: BrowserArchiveOptions): ImagingArchive {
  const base = new URL(options.url, window.location.origin);
  const isOurs = base.origin === window.location.origin;
  return createImagingArchive(base.href, {
    send: (url, init) => fetch(url, init),
    allowedOrigins: [window.location.origin, ...options.directOrigins],
    accessToken: options.accessToken,
    refreshToken: options.refreshToken,
    // An archive of another origin would refuse the preflight for a header it does not know.
    headers: isOurs ? { 'X-Launch-Patient': options.patientId } : {},
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
}
