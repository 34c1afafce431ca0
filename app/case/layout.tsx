import type { ReactNode } from 'react';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { InstalledModel } from './InstalledModel';

/** Around every step of a case. */
export default async function CaseLayout({ children }: { readonly children: ReactNode }) {
  const { manifest } = await installedModel();
  return <InstalledModel status={manifest.status}>{children}</InstalledModel>;
}
