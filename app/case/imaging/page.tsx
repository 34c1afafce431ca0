import type { Metadata } from 'next';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { ImagingStep } from './ImagingStep';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Imaging · Backcast' };

/** The CT, the outline of the vertebra, and the reader's answer on the cleft. */
export default async function ImagingPage() {
  const { manifest } = await installedModel();
  const { registry } = environment();
  return <ImagingStep sites={publicSites(registry)} limits={manifest.limits} modelId={registry.modelId} />;
}
