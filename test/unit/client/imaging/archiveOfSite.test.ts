import { archiveIndexOf, openArchive } from '@/lib/client/imaging/archiveOfSite';

const archives = [
  { url: 'https://pacs.example/dicom-web', access: 'gateway' },
  { url: 'https://images.example/wado/', access: 'direct' },
] as const;

describe('the archive that a series of the chart is asked of', () => {
  test('is the listed one that the Endpoint names, with or without a slash at its end', () => {
    expect(archiveIndexOf('https://pacs.example/dicom-web/', archives)).toBe(0);
    expect(archiveIndexOf('https://images.example/wado', archives)).toBe(1);
  });

  test('is none for an address that the site registry does not list', () => {
    expect(archiveIndexOf('https://pacs.example/other', archives)).toBeUndefined();
    expect(archiveIndexOf('https://pacs.example.evil.test/dicom-web', archives)).toBeUndefined();
  });

  test('is the only one of the site where the chart names no Endpoint, and none where there are several', () => {
    expect(archiveIndexOf(undefined, archives.slice(0, 1))).toBe(0);
    expect(archiveIndexOf(undefined, archives)).toBeUndefined();
  });
});

describe('a token that the image archive refuses', () => {
  const realFetch = globalThis.fetch;
  beforeEach(() => Object.assign(globalThis, { window: { location: { origin: 'https://app.test' } } }));
  afterEach(() => {
    globalThis.fetch = realFetch;
    Reflect.deleteProperty(globalThis, 'window');
  });

  /** A sign-in whose token holds for long as far as the EHR said, and an archive that takes only some tokens. */
  async function ask(accepted: (token: string) => boolean, searches = 1) {
    let token = 'first';
    const extend = jest.fn(async () => {
      token = 'second';
      return true;
    });
    const sent: (string | null)[] = [];
    globalThis.fetch = async (_url, init) => {
      const bearer = new Headers(init?.headers).get('Authorization');
      sent.push(bearer);
      return accepted(bearer ?? '') ? Response.json([]) : new Response(null, { status: 401 });
    };
    const fhir = { session: { siteId: 's', patientId: 'p' }, accessToken: async () => token, extend };
    const archive = await openArchive(0, { archives: archives.slice(0, 1), mayStore: false }, fhir as never);
    const results = [];
    for (let i = 0; i < searches; i += 1) results.push(await archive.searchSeries('2.25.1'));
    return { results, sent, extend };
  }

  test('is renewed before the request is repeated', async () => {
    const { results, sent } = await ask((token) => token === 'Bearer second');
    expect(results).toMatchObject([{ ok: true }]);
    expect(sent).toEqual(['Bearer first', 'Bearer second']);
  });

  test('is renewed once, where the archive lets nobody in', async () => {
    const { results, extend } = await ask(() => false, 3);
    expect(results).toMatchObject(Array(3).fill({ ok: false, problem: { code: 'unauthorized' } }));
    expect(extend).toHaveBeenCalledTimes(1);
  });
});
