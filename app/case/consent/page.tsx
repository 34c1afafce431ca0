import type { Metadata } from 'next';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { ConsentStep } from './ConsentStep';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Consent · Backcast' };

/** The conversation with the patient, from the signed numbers. */
export default function ConsentPage() {
  return <ConsentStep sites={publicSites(environment().registry)} />;
}
