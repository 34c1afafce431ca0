import type { Metadata } from 'next';
import { environment } from '@/lib/server/site/environment';
import { publicSites } from '@/lib/server/site/publicSites';
import { ResultStep } from './ResultStep';

export const dynamic = 'force-dynamic';
export const metadata: Metadata = { title: 'Result · Backcast' };

/** The estimate with its uncertainty and reasons, or why there is none. */
export default function ResultPage() {
  const { registry } = environment();
  return <ResultStep sites={publicSites(registry)} modelId={registry.modelId} />;
}
