import fc from 'fast-check';
import { parseManifest } from '@/lib/model/manifest';
import { openPackage } from '@/lib/model/openPackage';
import type { Runtime } from '@/lib/model/session';
import { smallManifest } from '../../support/modelPackage';

const copy = (): Record<string, never> => JSON.parse(JSON.stringify(smallManifest));

/** Every place in a JSON value, as a path. */
function paths(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Array.isArray(value) ? value.map((child, i) => [i, child] as const) : Object.entries(value);
  return [at, ...entries.flatMap(([key, child]) => paths(child, [...at, key]))].filter((path) => path.length > 0);
}

function put(
  target: unknown,
  [key, ...rest]: readonly (string | number)[],
  change: (parent: Record<string | number, unknown>, key: string | number) => void,
): void {
  const parent = target as Record<string | number, unknown>;
  if (rest.length) put(parent[key], rest, change);
  else change(parent, key);
}

test('a whole manifest is taken', () => {
  expect(parseManifest(copy())).toMatchObject({ ok: true });
});

test.each([
  ['two inputs of one name', (m: typeof smallManifest) => ({ inputs: [...m.inputs, m.inputs[0]] }), /same name/],
  ['two limits of one id', (m: typeof smallManifest) => ({ limits: [...m.limits, m.limits[0]] }), /same id/],
  [
    'a texture feature that may be filled in',
    (m: typeof smallManifest) => ({
      inputs: m.inputs.map((i) =>
        i.name === 'texture' ? { ...i, whenUnknown: { rule: 'fill', value: 1, span: [0, 1] } } : i,
      ),
    }),
    /cannot be filled in/,
  ],
  ['texture features without parameters', () => ({ radiomics: undefined }), /radiomics parameters are absent/],
  [
    'an interval over one member',
    (m: typeof smallManifest) => ({ model: { ...m.model, members: 1 } }),
    /fewer than 5 members/,
  ],
  [
    'a path as the file name',
    (m: typeof smallManifest) => ({ model: { ...m.model, file: '../../secret.onnx' } }),
    /file name/,
  ],
  [
    'distances that fall',
    (m: typeof smallManifest) => ({
      distance: {
        ...m.distance,
        percentiles: [
          { percentile: 0, distance: 2 },
          { percentile: 100, distance: 1 },
        ],
      },
    }),
    /not ascending/,
  ],
  [
    'a summary of an input that is not there',
    (m: typeof smallManifest) => ({ distance: { ...m.distance, inputs: ['tScore', 'height'] } }),
    /no input "height"/,
  ],
  [
    'a limit on an input that is not there',
    (m: typeof smallManifest) => ({ limits: [{ ...m.limits[0], rule: { kind: 'input-known', input: 'height' } }] }),
    /no input "height"/,
  ],
  ['more events than patients', (m: typeof smallManifest) => ({ cohort: { ...m.cohort, events: 101 } }), /more events/],
])('%s is refused, and the message says so', (_, change, message) => {
  const result = parseManifest({ ...copy(), ...change(smallManifest) });
  expect(result).toMatchObject({
    ok: false,
    problem: { code: 'manifest-invalid', message: expect.stringMatching(message) },
  });
});

test('a manifest with any one member removed, or of another kind, never throws, and is refused unless the member was optional', () => {
  const optional =
    /^(radiomics|distance|displayRange|cohort,published|distance,(groups|similarWithin)|calibration,)|codings|unit|attention|positiveIndex|source$|standardise|whenUnknown|at(Most|Least)|below|oneOf|span/;
  fc.assert(
    fc.property(fc.constantFrom(...paths(copy())), fc.constantFrom('remove', 'null', 'text', 'nest'), (path, how) => {
      const broken = copy();
      put(broken, path, (parent, key) => {
        if (how === 'remove' && !Array.isArray(parent)) delete parent[key];
        else parent[key] = { remove: null, null: null, text: { unexpected: true }, nest: [[]] }[how];
      });
      const result = parseManifest(broken);
      if (!optional.test(path.join(','))) expect(result.ok).toBe(false);
    }),
    { numRuns: 1500 },
  );
});

test('anything at all is taken or refused, and never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(parseManifest(value).ok).toBe(false);
    }),
    { numRuns: 500 },
  );
});

describe('opening a package', () => {
  const untouched = {
    InferenceSession: {
      create: () => {
        throw new Error('the runtime must not see this file');
      },
    },
  } as unknown as Runtime;

  test('whose radiomics parameters have another hash is refused', async () => {
    expect(await openPackage(untouched, copy(), new Uint8Array(4))).toMatchObject({
      ok: false,
      problem: { code: 'radiomics-hash-mismatch' },
    });
  });

  test('whose file has another hash is refused before the runtime sees it', async () => {
    const manifest = {
      ...smallManifest,
      radiomics: undefined,
      inputs: smallManifest.inputs.slice(0, 3),
      distance: undefined,
    };
    expect(await openPackage(untouched, manifest, new Uint8Array(4))).toMatchObject({
      ok: false,
      problem: { code: 'model-hash-mismatch' },
    });
  });
});
