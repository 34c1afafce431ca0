import type { ReactNode } from 'react';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { ownTabs } from '../ownTab/ownTabs';
import { InstalledModel } from './InstalledModel';

/** Around every step of a case. */
export default async function CaseLayout({ children }: { readonly children: ReactNode }) {
  const { manifest } = await installedModel();
  const { imageDigest, registry } = environment();
  const tabs = ownTabs(publicSites(registry));
  return (
    <InstalledModel installed={{ status: manifest.status, ownTabs: tabs, ...(imageDigest && { imageDigest }) }}>
      {children}
    </InstalledModel>
  );
}
