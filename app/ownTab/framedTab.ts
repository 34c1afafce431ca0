import type { ReactNode } from 'react';

/** How a frame of an EHR tells of the tab of its own that can be opened instead of it (E5). */
export interface OwnTab {
  /** Where the frame works: a quiet button that takes no line of its own. */
  readonly offer: ReactNode;
  /** Where it failed or ended: a paragraph. */
  readonly wayOut: ReactNode;
}

/** By the issuer of each EHR that is listed; by no issuer where one alone is, since a launch that is lost was from that one. */
export type OwnTabs = Readonly<Record<string, OwnTab>>;

/** In a frame, the tab for the EHR that the launch was from, as far as that is known. */
export const framedTab = (tabs: OwnTabs, issuer = ''): OwnTab | undefined =>
  window.parent === window ? undefined : tabs[issuer];
