import type { ReactNode } from 'react';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { IntendedUse } from '@/lib/ui/IntendedUse';

/** Around the way into a chart, which says for whom and for what Backcast is, as every screen does (S1). */
export default async function LaunchLayout({ children }: { readonly children: ReactNode }) {
  const { manifest } = await installedModel();
  return (
    <>
      <header>
        <IntendedUse status={manifest.status} />
      </header>
      {children}
    </>
  );
}
