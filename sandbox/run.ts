import { startSandbox } from './main';

// The sandbox alone: npx tsx sandbox/run.ts --port=4400 --app=http://127.0.0.1:4401 [--data=folder] [--reset]
const option = (name: string) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1];
const sandbox = await startSandbox({
  port: Number(option('port') ?? 4400),
  appUrl: option('app') ?? 'http://127.0.0.1:4401',
  dataFolder: option('data') ?? '.data/sandbox',
  reset: process.argv.includes('--reset'),
});
console.log(`Sandbox EHR: ${sandbox.url}`);
