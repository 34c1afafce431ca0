import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, or undefined; missing in CI is an error, not a skip. */
export const chromiumPath: string | undefined = candidates.find((file) => existsSync(file));
if (!chromiumPath && process.env.CI) throw new Error('Chromium is not installed, and CI must test in it');

/** Browser tests run where Chromium is installed; elsewhere they show as skipped. */
export const describeInBrowser = chromiumPath ? describe : describe.skip;

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
