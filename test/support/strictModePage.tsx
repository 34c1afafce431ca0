import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { Callback } from '@/app/launch/callback/Callback';
import { Launch } from '@/app/launch/Launch';
import type { ChartSite } from '@/lib/client/app/chartReading';
import type { LaunchSite } from '@/lib/smart/launchRequest';

declare const sites: readonly (LaunchSite & ChartSite)[];
const counted = globalThis as unknown as { effects?: number };

/** Shows that this page really is one in which effects run twice. */
function Probe() {
  useEffect(() => {
    counted.effects = (counted.effects ?? 0) + 1;
  }, []);
  return null;
}

const Page = window.location.pathname === '/launch' ? Launch : Callback;
createRoot(document.body.appendChild(document.createElement('div'))).render(
  <StrictMode>
    <Probe />
    <Page sites={sites} ownTabs={{}} />
  </StrictMode>,
);
