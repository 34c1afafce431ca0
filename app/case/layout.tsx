import type { ReactNode } from 'react';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { environment } from '@/lib/server/site/environment';
import { InstalledModel } from './InstalledModel';

/** Around every step of a case. */
export default async function CaseLayout({ children }: { readonly children: ReactNode }) {
  const { manifest } = await installedModel();
  const { imageDigest } = environment();
  return (
    <InstalledModel installed={{ status: manifest.status, ...(imageDigest && { imageDigest }) }}>
      {children}
    </InstalledModel>
  );
}
