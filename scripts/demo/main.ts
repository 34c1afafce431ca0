import { mkdirSync, writeFileSync } from 'node:fs';
import { startSandbox } from '../../sandbox/main';
import { sandboxRegistry } from '../../sandbox/siteRegistry';
import { buildOnce } from './buildOnce';
import { contactSheet } from './contactSheet';
import { requireFreePort } from './requireFreePort';
import { startApp } from './startApp';
import { walk } from './walk';

const registryFile = '.data/sandbox-site.json';

function portOption(name: string, otherwise: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
  return given ? Number(given) : otherwise;
}

/** Brings up the sandbox EHR and the app, prints the one address to open, and stops both on Ctrl-C; --walk does the main job and ends, --walk --sheet makes the contact sheet. */
async function main(): Promise<void> {
  const started: { readonly close: () => Promise<void> }[] = [];
  const stopAll = () => Promise.all(started.map(({ close }) => close()));
  // From the start, so that Ctrl-C while something is starting stops what has started. A terminal sends it to all of a
  // group, and npm passes it on, so it may come twice.
  let isStopping = false;
  const stop = () => {
    if (!isStopping) void stopAll().finally(() => process.exit(0));
    isStopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
  const [ehrPort, appPort] = [portOption('port', 4400), portOption('app-port', 4401)];
  const appUrl = `http://127.0.0.1:${appPort}`;
  // Before anything else, so that nobody waits for a build to be told.
  await requireFreePort(ehrPort);
  await requireFreePort(appPort);
  buildOnce();
  const walking = process.argv.includes('--walk');
  const sandbox = await startSandbox({
    port: ehrPort,
    appUrl,
    // A walk starts from fresh charts of its own, and leaves those of the demo as they are.
    dataFolder: walking ? '.data/walk/ehr' : '.data/sandbox',
    reset: walking || process.argv.includes('--reset'),
  });
  started.push(sandbox);
  mkdirSync('.data', { recursive: true });
  writeFileSync(registryFile, JSON.stringify(sandboxRegistry(sandbox.url, appUrl), null, 2));
  const app = await startApp(appPort, {
    BACKCAST_CONFIG: registryFile,
    BACKCAST_DATA: walking ? '.data/walk/app' : '.data/app',
  });
  started.push(app);
  if (walking) {
    console.log('Walking through the main job; pictures:');
    try {
      if (process.argv.includes('--sheet')) await contactSheet(sandbox, 'docs/images/contact-sheet.jpg');
      else console.log(JSON.stringify(await walk(sandbox, '.data/walk/pictures'), null, 2));
    } finally {
      await stopAll();
    }
    return;
  }
  console.log(`\nOpen ${sandbox.url}\n\nCtrl-C stops everything. npm run demo -- --reset starts with fresh charts.`);
}

main().catch((error: Error & { code?: string; port?: number }) => {
  const taken = error.code === 'EADDRINUSE' || /EADDRINUSE/.test(error.message);
  const port = error.port ? `Port ${error.port}` : 'A port';
  console.error(taken ? `${port} is taken. Choose others: npm run demo -- --port=4500 --app-port=4501` : error.message);
  process.exit(1);
});
