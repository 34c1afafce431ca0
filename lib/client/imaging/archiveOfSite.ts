import 'client-only';
import type { ImagingArchive } from '@/lib/dicomweb/imagingArchive';
import { createBrowserArchive, gatewayPath } from '../dicom/browserArchive';
import type { FhirSession } from '../session/fhirSession';

/** A DICOMweb archive as the site registry lists it. */
export interface ListedArchive {
  readonly url: string;
  /** `gateway`: through our own server. `direct`: the browser asks it with the SMART token. */
  readonly access: 'gateway' | 'direct';
}

/** What the page may do with a site's images. */
export interface ImagingSite {
  readonly archives: readonly ListedArchive[];
  /** The site has opted in to anything being written (S22). */
  readonly mayStore: boolean;
}

/**
 * Which of the site's archives holds a series: the one whose address the chart's Endpoint names. A chart without an
 * Endpoint leaves one answer only where the site has one archive. Undefined for an address that is not listed.
 */
export function archiveIndexOf(
  dicomwebUrl: string | undefined,
  archives: readonly ListedArchive[],
): number | undefined {
  if (dicomwebUrl === undefined) return archives.length === 1 ? 0 : undefined;
  const index = archives.findIndex(({ url }) => withoutSlash(url) === withoutSlash(dicomwebUrl));
  return index < 0 ? undefined : index;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** The archive as this launch reaches it, with the launch's own token, renewed when it ends. */
export async function openArchive(
  index: number,
  { archives }: ImagingSite,
  fhir: FhirSession,
): Promise<ImagingArchive> {
  const { url, access } = archives[index];
  let token = await fhir.accessToken();
  let renewed: string | undefined;
  return createBrowserArchive({
    url: access === 'gateway' ? gatewayPath(fhir.session.siteId, index) : url,
    directOrigins: archives.flatMap((one) => (one.access === 'direct' ? [new URL(one.url).origin] : [])),
    patientId: fhir.session.patientId,
    accessToken: () => token,
    refreshToken: async () => {
      const current = await fhir.accessToken();
      // Refused before its time. A token that came of such a refusal is not renewed again: the next 401s may be late ones of
      // the token before, and for an archive that lets nobody in the EHR would be asked at every image.
      if (current === token && current !== renewed) {
        if (!(await fhir.extend())) return false;
        renewed = await fhir.accessToken();
      }
      token = await fhir.accessToken();
      return token !== undefined;
    },
  });
}
