import type { Bundle, FhirResource } from 'fhir/r4';
import { pagedQuery } from '@/lib/client/session/pagedQuery';

const base = 'https://ehr.test/fhir/';
const condition = (n: number): FhirResource => ({
  resourceType: 'Condition',
  id: `c${n}`,
  subject: { reference: 'Patient/p1' },
});
const page = (resources: readonly FhirResource[], next?: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  entry: resources.map((resource) => ({ resource })),
  ...(next && { link: [{ relation: 'next', url: next }] }),
});

/** A server that answers each address with its page, and 404 elsewhere. */
const server = (pages: Readonly<Record<string, Bundle>>) => {
  const asked: string[] = [];
  const query = pagedQuery(base, async (url) => {
    asked.push(url);
    return pages[url] ? { status: 200, body: pages[url] } : { status: 404 };
  });
  return { query, asked };
};

describe('a paged search', () => {
  test('is read to its last page, however many there are', async () => {
    const pages = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [
        n === 0 ? `${base}Condition?patient=p1` : `${base}?page=${n}`,
        page([condition(n)], n < 399 ? `${base}?page=${n + 1}` : undefined),
      ]),
    );
    const result = await server(pages).query('Condition?patient=p1');
    expect(result.ok && result.value.length).toBe(400);
  });

  test.each([
    ['below the base', `${base}Condition?page=2`, `${base}Condition?page=2`],
    [
      'at the base itself, as HAPI FHIR writes it',
      'https://ehr.test/fhir?_getpages=x',
      'https://ehr.test/fhir?_getpages=x',
    ],
    ['relative to the base', 'Condition?page=2', `${base}Condition?page=2`],
  ])('goes on where the next page is %s', async (_where, link, address) => {
    const { query, asked } = server({
      [`${base}Condition?patient=p1`]: page([condition(1)], link),
      [address]: page([condition(2)]),
    });
    const result = await query('Condition?patient=p1');
    expect(result).toMatchObject({ ok: true, value: [{ id: 'c1' }, { id: 'c2' }] });
    expect(asked.at(-1)).toBe(address);
  });

  test.each([
    ['another server', 'https://evil.test/fhir/Condition?page=2'],
    ['a server whose name begins like this one', 'https://ehr.test/fhir.evil.test/Condition'],
    ['the page that was read', 'Condition?patient=p1'],
  ])(
    'fails where the next page is of %s: no token goes there, and a part is not taken for all',
    async (_where, link) => {
      const { query, asked } = server({ [`${base}Condition?patient=p1`]: page([condition(1)], link) });
      expect(await query('Condition?patient=p1')).toMatchObject({ ok: false, problem: { code: 'fhir-paging' } });
      expect(asked).toHaveLength(1);
    },
  );

  test('fails where a later page cannot be read, or an outcome among the results says that some are missing', async () => {
    const broken = server({ [`${base}Condition?patient=p1`]: page([condition(1)], `${base}Condition?page=2`) });
    expect(await broken.query('Condition?patient=p1')).toMatchObject({ ok: false, problem: { code: 'fhir-404' } });
    const outcome = (severity: 'error' | 'information'): FhirResource => ({
      resourceType: 'OperationOutcome',
      issue: [{ severity, code: 'incomplete' }],
    });
    const answer = (severity: 'error' | 'information') =>
      server({ [`${base}Condition?patient=p1`]: page([condition(1), outcome(severity)]) }).query(
        'Condition?patient=p1',
      );
    expect(await answer('error')).toMatchObject({ ok: false, problem: { code: 'fhir-500' } });
    expect((await answer('information')).ok).toBe(true);
  });
});

test.each([
  [0, /did not answer in time/],
  [400, /did not understand/],
  [401, /ended the sign-in/],
  [403, /does not allow/],
  [404, /does not offer/],
  [429, /busy/],
  [500, /failed/],
  [503, /busy/],
])('an answer of %d is told in its own words, with what to do', async (status, message) => {
  const result = await pagedQuery(base, async () => ({ status }))('Condition?patient=p1');
  expect(result).toMatchObject({
    ok: false,
    problem: { code: `fhir-${status}`, message: expect.stringMatching(message), remedy: expect.stringMatching(/\.$/) },
  });
});
