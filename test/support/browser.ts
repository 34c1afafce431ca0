import { chromiumPath } from '@/scripts/demo/chromium';

export { chromiumPath, launchBrowser, launchBrowserProfile } from '@/scripts/demo/chromium';

if (!chromiumPath && process.env.CI) throw new Error('Chromium is not installed, and CI must test in it');

/** Browser tests run where Chromium is installed; elsewhere they show as skipped. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;
