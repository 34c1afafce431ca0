import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Sandbox, startSandbox } from '../../sandbox/main';
import { sandboxRegistry } from '../../sandbox/siteRegistry';
import { buildOnce } from '../../scripts/demo/buildOnce';
import { startApp } from '../../scripts/demo/startApp';
import { freePort } from './freePort';

export interface RunningProduct {
  readonly sandbox: Sandbox;
  readonly appUrl: string;
  /** Where the app keeps its store. */
  readonly appData: string;
  /** The files of the sandbox's PACS, study by study. */
  readonly imagesFolder: string;
  /** What the app's server printed. */
  readonly appOutput: () => string;
  readonly close: () => Promise<void>;
}

/** The production app and a fresh sandbox EHR on free loopback ports, in a folder that goes with them; `now` is the EHR's clock. */
export async function startProduct(
  environment: Readonly<Record<string, string>> = {},
  imageAccess: 'direct' | 'gateway' = 'direct',
  now?: () => Date,
): Promise<RunningProduct> {
  buildOnce();
  const folder = mkdtempSync(path.join(tmpdir(), 'backcast-product-'));
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const studyStock = process.env.BACKCAST_TEST_STUDIES;
  const sandbox = await startSandbox({
    appUrl,
    dataFolder: path.join(folder, 'sandbox'),
    ...(studyStock && { studyStock }),
    ...(now && { now }),
  });
  const registry = path.join(folder, 'site.json');
  writeFileSync(registry, JSON.stringify(sandboxRegistry(sandbox.url, appUrl, imageAccess)));
  const appData = path.join(folder, 'app');
  const app = await startApp(port, {
    BACKCAST_CONFIG: registry,
    BACKCAST_DATA: appData,
    ...environment,
  });
  const close = async () => {
    await Promise.all([app.close(), sandbox.close()]);
    rmSync(folder, { recursive: true });
  };
  return {
    sandbox,
    appUrl,
    appData,
    imagesFolder: path.join(folder, 'sandbox', 'images'),
    appOutput: app.output,
    close,
  };
}
