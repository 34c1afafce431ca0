import type { Metadata } from 'next';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { ownTabs } from '../ownTab/ownTabs';
import { Launch } from './Launch';

/** The registry is read when the server runs, not when it is built. */
export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Opening · Backcast' };

/** SMART EHR and stand-alone launch. */
export default function LaunchPage() {
  const sites = publicSites(environment().registry);
  return <Launch sites={sites} ownTabs={ownTabs(sites)} />;
}
