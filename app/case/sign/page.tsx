import type { Metadata } from 'next';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { SignStep } from './SignStep';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Sign · Backcast' };

/** What will be written, what the signer confirms, and what came of it. */
export default function SignPage() {
  return <SignStep sites={publicSites(environment().registry)} />;
}
