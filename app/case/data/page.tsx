import type { Metadata } from 'next';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { DataStep } from './DataStep';
import { modelNeeds } from './modelNeeds';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Data · Backcast' };

/** What the chart says, and what is missing for an estimate. */
export default async function DataPage() {
  const { manifest } = await installedModel();
  return (
    <DataStep sites={publicSites(environment().registry)} modelStatus={manifest.status} needs={modelNeeds(manifest)} />
  );
}
