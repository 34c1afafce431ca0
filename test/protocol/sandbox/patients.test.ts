import { readiness } from '@/app/case/data/readiness';
import type { ChartData, ChartValue } from '@/lib/fhir/chartData';
import { chartAsRead } from '@/test/support/chartAsRead';
import { expectedTiles } from '@/test/support/expectedTiles';
import { type Sandbox, startSandbox } from '../../../sandbox/main';
import { imagingPlans } from '../../../sandbox/patients/imagingPlan';
import { syntheticPatients } from '../../../sandbox/patients/patients';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ appUrl: 'http://127.0.0.1:1' });
});
afterAll(() => sandbox.close());

const chartOf = (id: string) => chartAsRead(sandbox, id);

/** A value in few words: what a tile shows of it. */
function shortly<T>(value: ChartValue<T>, say: (value: T) => string): string {
  if (value.state === 'conflict') return `conflict of ${value.candidates.length}`;
  return value.state === 'unknown' ? 'unknown' : `${say(value.value)}${value.state === 'old' ? ' (old)' : ''}`;
}

const tilesOf = ({ fracture, tScore, cleft, ctSeries }: ChartData) => [
  shortly(fracture, ({ level }) => level),
  shortly(tScore, String),
  shortly(cleft, (present) => (present ? 'present' : 'absent')),
  ctSeries[0]?.description ?? 'none',
];

describe('what the app reads of each synthetic patient is what the patient is there to show', () => {
  test.each(expectedTiles)('%s: fracture %s, lowest T-score %s, cleft %s, CT %s', async (id, ...tiles) => {
    const chart = await chartOf(id);
    expect(chart.problems).toEqual([]);
    expect(tilesOf(chart)).toEqual(tiles);
  });

  test('every patient of the list is among them, and none twice', () => {
    expect(syntheticPatients.map(({ id }) => id)).toEqual(expectedTiles.map(([id]) => id));
  });

  test('typical: the report of the MRI, with its conclusion and source', async () => {
    const { reports } = await chartOf('typical');
    expect(reports).toMatchObject([
      {
        status: 'final',
        conclusion: expect.stringContaining('oedema'),
        source: { display: 'MRI of the thoracolumbar spine', reference: expect.stringMatching(/^DiagnosticReport\//) },
      },
    ]);
  });

  test.each([
    ['low', { depression: 'unknown', drug: 'Alendronic acid 70 mg weekly' }],
    ['high', { depression: 'yes', drug: 'unknown' }],
  ])('%s: depression and drugs', async (id, expected) => {
    const { depression, osteoporosisDrug } = await chartOf(id);
    expect({
      depression: shortly(depression, (present) => (present ? 'yes' : 'no')),
      drug: shortly(osteoporosisDrug, (name) => name),
    }).toEqual(expected);
  });

  test.each([
    ['pathologic', { pathologic: 'true', augmented: 'unknown' }],
    ['augmented-before', { pathologic: 'unknown', augmented: 'L1' }],
  ])('%s: what makes it abstain', async (id, expected) => {
    const { pathologicFracture, earlierAugmentation } = await chartOf(id);
    expect({
      pathologic: shortly(pathologicFracture, String),
      augmented: shortly(earlierAugmentation, (levels) => levels.join(' ')),
    }).toEqual(expected);
  });

  test('multi-level: the order keeps both of its levels', async () => {
    expect((await chartOf('multi-level')).order).toMatchObject({ value: { levels: ['L1', 'L2'] } });
  });

  test('odd-unit: the areal density is read in g/cm2, with the mg/cm2 of the chart beside it', async () => {
    const { arealBmd } = await chartOf('odd-unit');
    expect(arealBmd['lumbar-spine']).toMatchObject({
      state: 'present',
      value: 0.712,
      source: { original: { value: 712, unit: 'mg/cm2' } },
    });
  });

  test('t-score-units: both sites are read, whichever unit says that they have none', async () => {
    const { tScores } = await chartOf('t-score-units');
    expect([tScores['lumbar-spine'], tScores['total-hip']]).toMatchObject([
      { state: 'present', value: -2.9 },
      { state: 'present', value: -2.6 },
    ]);
  });

  test.each([
    ['typical', undefined],
    ['two-bmds', /Choose which bone density/],
    ['level-mismatch', /order names L3, the fracture is at L1/],
    ['no-ct', /No CT is on file/],
    ['multi-level', undefined],
  ])('%s: whether imaging can start is %s', async (id, expected) => {
    const ready = readiness({ chart: await chartOf(id), choices: {}, edits: [] } as never);
    if (expected) expect(ready).toMatchObject({ ok: false, reason: expect.stringMatching(expected) });
    else expect(ready).toEqual({ ok: true });
  });

  test('each CT is of the level of the fracture that the order is for, and its outline too', async () => {
    for (const { patientId, level, segSeriesUid } of imagingPlans) {
      const { fracture, segSeries } = await chartOf(patientId);
      expect([patientId, shortly(fracture, (one) => one.level)]).toEqual([patientId, level]);
      expect(segSeries.map(({ seriesUid }) => seriesUid)).toEqual(segSeriesUid ? [segSeriesUid] : []);
    }
  });

  test("every launch is about today's visit of that patient", async () => {
    const store = sandbox.store;
    for (const { id } of syntheticPatients) {
      expect(store.read(`Encounter/${id}-visit`)).toMatchObject({ subject: { reference: `Patient/${id}` } });
      const answer = await fetch(`${sandbox.url}/launch/${id}`, { redirect: 'manual' });
      const launch = new URL(answer.headers.get('location') ?? '').searchParams.get('launch') ?? '';
      expect(sandbox.authorization.grants.takeLaunch(launch, 'backcast')).toMatchObject({
        patientId: id,
        encounterId: `${id}-visit`,
      });
    }
  });
});
