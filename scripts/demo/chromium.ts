import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const candidates = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, or undefined. */
export const chromiumPath: string | undefined = candidates.find((file) => existsSync(file));

const options = {
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
};

export const launchBrowser = (...switches: readonly string[]): Promise<Browser> =>
  chromium.launch({ ...options, args: [...options.args, ...switches] });

/** A browser with the settings of a profile folder. */
export const launchBrowserProfile = (folder: string): Promise<BrowserContext> =>
  chromium.launchPersistentContext(folder, { ...options, viewport: { width: 1500, height: 1100 } });
