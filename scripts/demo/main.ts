import { mkdirSync, writeFileSync } from 'node:fs';
import { startSandbox } from '../../sandbox/main';
import { sandboxRegistry } from '../../sandbox/siteRegistry';
import { buildOnce } from './buildOnce';
import { startApp } from './startApp';

const registryFile = '.data/sandbox-site.json';

function portOption(name: string, otherwise: number): number {
  const given = process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
  return given ? Number(given) : otherwise;
}

/** Brings up the sandbox EHR and the app, prints the one address to open, and stops both on Ctrl-C. */
async function main(): Promise<void> {
  const [ehrPort, appPort] = [portOption('port', 4400), portOption('app-port', 4401)];
  const appUrl = `http://127.0.0.1:${appPort}`;
  buildOnce();
  const sandbox = await startSandbox({
    port: ehrPort,
    appUrl,
    dataFolder: '.data/sandbox',
    reset: process.argv.includes('--reset'),
  });
  mkdirSync('.data', { recursive: true });
  writeFileSync(registryFile, JSON.stringify(sandboxRegistry(sandbox.url, appUrl), null, 2));
  const app = await startApp(appPort, { BACKCAST_CONFIG: registryFile, BACKCAST_DATA: '.data/app' });
  console.log(`\nOpen ${sandbox.url}\n\nCtrl-C stops everything. npm run demo -- --reset starts with fresh charts.`);
  const stop = async () => {
    await Promise.all([app.close(), sandbox.close()]);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
}

main().catch((error: Error & { code?: string; port?: number }) => {
  const taken = error.code === 'EADDRINUSE' || /EADDRINUSE/.test(error.message);
  const text = taken ? 'A port is taken. Choose others: npm run demo -- --port=4500 --app-port=4501' : error.message;
  console.error(text);
  process.exit(1);
});
