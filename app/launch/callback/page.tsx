import type { Metadata } from 'next';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { ownTabs } from '../../ownTab/ownTabs';
import { Callback } from './Callback';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Opening · Backcast' };

/** Where the EHR sends the browser back to. */
export default function CallbackPage() {
  const sites = publicSites(environment().registry);
  return <Callback sites={sites} ownTabs={ownTabs(sites)} />;
}
