import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { freePort } from '@/test/support/freePort';
import { startApp } from '../../../scripts/demo/startApp';

describe('a port on which somebody else answers', () => {
  const other = createServer((_request, response) => response.end('not Backcast'));
  let taken: number;
  beforeAll(async () => {
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    taken = (other.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => other.close(resolve)));

  test('is not taken for the app', async () => {
    await expect(startApp(taken, {})).rejects.toMatchObject({ code: 'EADDRINUSE', port: taken });
  });

  test.each(['port', 'app-port'])(
    'stops npm run demo with the way out, before anything is built: --%s',
    async (option) => {
      const free = `--${option === 'port' ? 'app-port' : 'port'}=${await freePort()}`;
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ['--import', 'tsx', 'scripts/demo/main.ts', `--${option}=${taken}`, free],
        { cwd: path.resolve(__dirname, '../../..'), encoding: 'utf8' },
      );
      expect(status).toBe(1);
      expect(stderr).toContain(`Port ${taken} is taken. Choose others: npm run demo -- --port=4500 --app-port=4501`);
      expect(stdout).toBe('');
    },
  );
});
