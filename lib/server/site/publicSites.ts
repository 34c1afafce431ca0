import 'server-only';
import type { LocalCodes } from '@/lib/fhir/codes';
import type { SiteCalibration, StoppedModel } from '@/lib/model/siteFacts';
import type { LaunchSite } from '@/lib/smart/launchRequest';
import type { Site, SiteRegistry } from './siteRegistry';

/** What a page may know of a site: no credential and no CDS client. */
export interface PublicSite extends LaunchSite {
  readonly name: string;
  readonly localCodes: LocalCodes;
  readonly dicomweb: readonly { readonly url: string; readonly access: 'gateway' | 'direct' }[];
  readonly writeBack: boolean;
  readonly allowDemonstrationWriteBack: boolean;
  /** Who approved a calibration stays on the server. */
  readonly calibration?: SiteCalibration;
  readonly stoppedModels: readonly StoppedModel[];
}

export function publicSites({ sites }: SiteRegistry): readonly PublicSite[] {
  return sites.map((site) => ({
    id: site.id,
    name: site.name,
    issuer: site.smart.issuer.replace(/\/$/, ''),
    clientId: site.smart.clientId,
    scopes: site.smart.scopes,
    ...(site.smart.idTokenIssuer && { idTokenIssuer: site.smart.idTokenIssuer }),
    signInOrigins: signInOrigins(site.smart),
    messagingOrigins: site.frameAncestors,
    localCodes: site.localCodes,
    dicomweb: site.dicomweb.map(({ url, access }) => ({ url, access })),
    writeBack: site.writeBack,
    allowDemonstrationWriteBack: site.allowDemonstrationWriteBack,
    stoppedModels: site.stoppedModels,
    ...(site.calibration && { calibration: withoutApprovers(site.calibration) }),
  }));
}

/** Where a page may redeem a code and read keys: the FHIR base's origin and those that the registry lists beside it. */
export function signInOrigins({ issuer, idTokenIssuer, authorizationOrigins }: Site['smart']): readonly string[] {
  const own = [issuer, ...(idTokenIssuer ? [idTokenIssuer] : [])].map((url) => new URL(url).origin);
  return [...new Set([...own, ...authorizationOrigins])];
}

function withoutApprovers({ approvedBy, ...calibration }: NonNullable<Site['calibration']>): SiteCalibration {
  return calibration;
}
