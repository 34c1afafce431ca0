import type { ReactNode } from 'react';

/** How a frame of an EHR tells of the tab of its own that can be opened instead of it (E5). */
export interface OwnTab {
  /** Where the frame works: a quiet button that takes no line of its own. */
  readonly offer: ReactNode;
  /** Where it failed or ended: a paragraph. */
  readonly wayOut: ReactNode;
}

/** By the issuer of each EHR that is listed. */
export type OwnTabs = Readonly<Record<string, OwnTab>>;

/** In a frame, the tab for the EHR that the launch was from; of a launch that is lost, for the only EHR there is. */
export function framedTab(tabs: OwnTabs, issuer: string | undefined): OwnTab | undefined {
  if (window.parent === window) return undefined;
  const [first, ...others] = Object.keys(tabs);
  return tabs[issuer ?? (others.length > 0 ? '' : first)];
}
