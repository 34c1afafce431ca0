import { fhirSession } from '@/lib/client/session/fhirSession';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import { LaunchAdapter } from '@/lib/client/session/launchAdapter';
import { tokenRenewal } from '@/lib/client/session/tokenRenewal';
import { fakeSessionStorage, frameOf } from '@/test/support/fakeFrame';
import { startServer, type TestServer } from '@/test/support/httpServer';

type Answer = readonly [status: number, body: object] | 'silence' | 'broken line';

let ehr: TestServer;
let answer: (path: string) => Answer;
let asked: string[];
beforeEach(async () => {
  asked = [];
  ehr = await startServer(({ url = '', socket }, response) => {
    asked.push(url);
    const said = answer(url);
    if (said === 'broken line') socket.destroy();
    else if (said !== 'silence')
      response.writeHead(said[0], { 'content-type': 'application/json' }).end(JSON.stringify(said[1]));
  });
});
afterEach(() => ehr.close());

function signedIn() {
  const storage = new FrameStorage(frameOf(fakeSessionStorage()));
  const state = {
    key: 'launch-1',
    serverUrl: `${ehr.url}/fhir`,
    tokenUri: `${ehr.url}/token`,
    clientId: 'backcast',
    expiresAt: Date.now() / 1000 + 300,
    tokenResponse: { access_token: 'old', refresh_token: 'renew-me', scope: 'online_access', expires_in: 300 },
  };
  const client = new LaunchAdapter(storage, new URL('https://app.test')).getSmartApi().client(state as never);
  return { client, storage };
}

const answersWith = (...said: Answer[]) => {
  answer = () => (said.length > 1 ? said.shift() : said[0]) as Answer;
};
const newToken = [200, { access_token: 'new', refresh_token: 'next', expires_in: 300 }] as const;

describe('renewing the token of a sign-in', () => {
  test('once for all who ask at the same time, because refresh tokens rotate', async () => {
    const { client } = signedIn();
    answersWith(newToken);
    const renew = tokenRenewal(client);
    expect(await Promise.all([renew(), renew()])).toEqual([true, true]);
    expect(asked).toEqual(['/token']);
    expect(client.state.tokenResponse).toMatchObject({ access_token: 'new', refresh_token: 'next' });
  });

  test.each<[string, Answer]>([
    ['answers that it has a fault', [503, {}]],
    ['is too busy', [429, {}]],
    ['cannot be reached', 'broken line'],
    ['does not answer in time', 'silence'],
  ])('can be tried again after an EHR that %s, also after a reload', async (_name, said) => {
    const { client, storage } = signedIn();
    answersWith(said, newToken);
    const renew = tokenRenewal(client, 500);
    expect(await renew()).toBe(false);
    expect(client.state.tokenResponse?.refresh_token).toBe('renew-me');
    expect(await storage.get('launch-1')).toMatchObject({ tokenResponse: { refresh_token: 'renew-me' } });
    expect(await renew()).toBe(true);
  });

  test('is over once the EHR refuses the refresh token', async () => {
    const { client, storage } = signedIn();
    answersWith([400, { error: 'invalid_grant' }]);
    const renew = tokenRenewal(client);
    expect(await renew()).toBe(false);
    expect(await renew()).toBe(false);
    expect(asked).toEqual(['/token']);
    expect(await storage.get('launch-1')).not.toHaveProperty('tokenResponse.refresh_token');
  });

  test('that fails for a fault of the EHR leaves the sign-in as one that can be extended', async () => {
    const { client } = signedIn();
    const ended = jest.fn();
    const fhir = fhirSession({ issuer: `${ehr.url}/fhir`, patientId: 'p' } as never, client, ended);
    answer = (path) => [path === '/token' ? 500 : 401, {}];
    expect(await fhir.exchange('Condition?patient=p')).toMatchObject({ status: 401 });
    expect(fhir.tokenLife().canExtend).toBe(true);
    expect(ended).not.toHaveBeenCalled();
  });
});
