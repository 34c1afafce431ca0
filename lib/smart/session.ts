import type { AdaptedLook } from './ehrStyle';
import type { SignedInUser } from './verifyIdToken';

/** One launch, signed in: who, for which patient, with what access. Tokens are kept apart, in the frame's own store. */
export interface SmartSession {
  /** Random; names this launch in storage and nowhere else. */
  readonly launchId: string;
  readonly siteId: string;
  readonly issuer: string;
  readonly patientId: string;
  readonly scope: string;
  readonly user: SignedInUser;
  /** False where the EHR shows whose chart it is around the app. */
  readonly needPatientBanner: boolean;
  /** The EHR's style, as far as it keeps ours readable. */
  readonly look?: AdaptedLook;
  /** Where the EHR takes drafts (SMART Web Messaging 1.0), if it does and the site registry lists its origin. */
  readonly messaging?: { readonly handle: string; readonly origin: string };
  readonly intent?: string;
  /** Where to open, from a card's link. */
  readonly appContext?: {
    readonly order?: string;
    readonly level?: string;
    readonly step?: 'data' | 'imaging' | 'consent';
  };
  /** "ImagingStudy/id" that the launch is about. */
  readonly imagingStudy?: string;
}
