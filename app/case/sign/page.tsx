import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { SignStep } from './SignStep';

export const dynamic = 'force-dynamic';

/** What will be written, what the signer confirms, and what came of it. */
export default function SignPage() {
  return <SignStep sites={publicSites(environment().registry)} />;
}
