import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { DataStep } from './DataStep';

export const dynamic = 'force-dynamic';

/** What the chart says, and what is missing for an estimate. */
export default function DataPage() {
  return <DataStep sites={publicSites(environment().registry)} />;
}
