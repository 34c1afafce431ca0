import type { Metadata } from 'next';
import { decisionDataOf } from '@/lib/server/models/decisionData';
import { installedModel } from '@/lib/server/models/readModelPackage';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { DecideStep } from './DecideStep';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Decide · Backcast' };

/** What acting on the estimate would mean, and what can be done. */
export default async function DecidePage() {
  return <DecideStep sites={publicSites(environment().registry)} decision={decisionDataOf(await installedModel())} />;
}
