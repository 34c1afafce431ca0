import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { ChartRow } from '@/app/case/data/ChartRow';
import { Correction } from '@/app/case/data/Correction';
import { modelNeeds } from '@/app/case/data/modelNeeds';
import { groupsOf } from '@/app/case/data/OtherInputs';
import { ReadinessTiles } from '@/app/case/data/ReadinessTiles';
import { readiness } from '@/app/case/data/readiness';
import { WithoutDensity } from '@/app/case/data/WithoutDensity';
import { orThrow } from '@/lib/core/result';
import type { ChartData, ChartProblem, CtSeries } from '@/lib/fhir/chartData';
import { parseManifest } from '@/lib/model/manifest';
import { chartDataSample } from '@/test/support/chartDataSample';

jest.mock('@/app/case/CaseFrame', () => ({ useCase: () => ({}) }));

const manifest = orThrow(parseManifest(JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8'))));
const needs = modelNeeds(manifest);
const textOf = (element: React.ReactElement): string =>
  renderToStaticMarkup(element)
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ');
const tilesOf = (changes: Partial<ChartData>) => {
  const chart = { ...chartDataSample, ...changes };
  return textOf(
    <ReadinessTiles
      chart={chart}
      fracture={chart.fractures[0]}
      cleft={chart.cleft}
      choices={{}}
      needs={needs}
      onChoose={() => {}}
      underBoneDensity={null}
      again={<button type="button">Read the chart again</button>}
    />,
  );
};
const busy = (...missing: ChartProblem['missing']): readonly ChartProblem[] => [
  { code: 'fhir-503', message: 'The EHR is busy.', remedy: 'Read the chart again in a minute.', missing },
];
const ctOf = (ageDays: number | undefined): CtSeries => ({
  ...chartDataSample.ctSeries[0],
  description: 'Spine 1 mm',
  ...(ageDays !== undefined && { started: '2026-01-20T08:00:00Z', ageDays }),
});

describe('the shipped model', () => {
  test('is said to need a bone density, to check causes and earlier procedures, and to remark on a CT older than 42 days', () => {
    expect(needs).toMatchObject({
      boneDensity: true,
      ctAtMostDays: 42,
      checked: ['pathologicFracture', 'earlierAugmentation'],
    });
  });

  test('divides the other values into those that it uses, those that it checks, and the rest', () => {
    const names = ['ageYears', 'bmi', 'painScore', 'pathologicFracture', 'earlierAugmentation', 'osteoporosisDrug'];
    expect(groupsOf(names, needs)).toEqual([
      { title: 'Used by the model', names: ['ageYears', 'bmi'] },
      { title: 'Checked before an estimate', names: ['pathologicFracture', 'earlierAugmentation'] },
      { title: 'Not used for the estimate', names: ['painScore', 'osteoporosisDrug'] },
    ]);
  });
});

describe('the tile of the CT (P1)', () => {
  test.each<[number | undefined, RegExp]>([
    [42, /CT On file Spine 1 mm 20 Jan 2026 , 42 days ago/],
    [43, /CT Older than 6 weeks Spine 1 mm 20 Jan 2026 , 43 days ago/],
    [undefined, /CT Date unknown Spine 1 mm/],
  ])('of a scan %s days old says of its age what the model does', (ageDays, expected) => {
    expect(tilesOf({ ctSeries: [ctOf(ageDays)] })).toMatch(expected);
  });
});

describe('what could not be read is not told as absent', () => {
  const unknown = { state: 'unknown', reason: 'no DXA T-score on file' } as const;

  test('in the tile of the CT, with the way to read it again, once', () => {
    const shown = tilesOf({ ctSeries: [], problems: busy('CT') });
    expect(shown).toMatch(/CT Not read Unknown not read: the EHR is busy Read the chart again/);
    expect(shown).not.toMatch(/Missing|no CT study/);
    const both = tilesOf({ ctSeries: [], tScore: unknown, problems: [...busy('bone density'), ...busy('CT')] });
    expect(both.match(/not read: the EHR is busy/g)).toHaveLength(2);
    expect(both.match(/Read the chart again/g)).toHaveLength(1);
  });

  test('nor where records of the kind were not understood', () => {
    expect(tilesOf({ tScore: unknown, problems: busy('some bone density') })).toMatch(/\(lowest T-score\) Not read/);
  });

  test('but a value that is known stays, whatever else could not be read', () => {
    expect(tilesOf({ problems: busy('bone density') })).toMatch(/\(lowest T-score\) On file −3\.2/);
  });

  test('and is said beside the step that cannot be taken yet', () => {
    const reasonOf = (changes: Partial<ChartData>) =>
      readiness({ launchId: 'l', edits: [], choices: {}, chart: { ...chartDataSample, ...changes } });
    expect(reasonOf({ ctSeries: [], problems: busy('CT') })).toEqual({
      ok: false,
      reason: 'The CT could not be read yet.',
    });
    expect(reasonOf({ ctSeries: [] })).toEqual({ ok: false, reason: 'No CT is on file: an estimate needs one.' });
    const fracture = { state: 'unknown', reason: 'no vertebral fracture on the problem list' } as const;
    expect(reasonOf({ fracture, problems: busy('fracture') })).toEqual({
      ok: false,
      reason: 'The fracture could not be read yet.',
    });
  });
});

describe('under the bone density', () => {
  const now = new Date('2026-03-05T10:00:00Z');
  const source = { reference: 'Observation/1', display: 'DXA' };
  const missing = { state: 'unknown', reason: 'no DXA T-score on file' } as const;
  const old = { state: 'old', limitDays: 730, value: -3, source } as const;
  const entered = (measuredOn: string) => [
    { input: 'tScore', value: -3, measuredOn, reason: 'letter', by: 'Dr Ruiz', at: '2026-03-05T09:00:00Z' } as const,
  ];
  const shown = (changes: Partial<ChartData>, edits: ReturnType<typeof entered> = []) =>
    textOf(
      <WithoutDensity chart={{ ...chartDataSample, ...changes }} edits={edits} isNeeded={needs.boneDensity} now={now}>
        ask
      </WithoutDensity>,
    ).trim();

  test('that is missing or too old stands that no estimate can be given without it, and the way to ask for one', () => {
    expect(shown({ tScore: missing })).toBe('No estimate can be given without it. ask');
    expect(shown({ tScore: old })).toBe('No estimate can be given without a recent one. ask');
    expect(shown({ tScore: missing }, entered('2023-01-01'))).toMatch(/without a recent one\. ask/);
  });

  test('stands nothing where it is on file, was entered, or could not be read', () => {
    expect(shown({})).toBe('');
    expect(shown({ tScore: missing }, entered('2026-02-01'))).toBe('');
    expect(shown({ tScore: missing, problems: busy('bone density') })).toBe('');
  });
});

describe('values that contradict each other (S14)', () => {
  const candidate = (value: number, original: number, unit: string, version: number) => ({
    value,
    source: {
      reference: `Observation/${value}/_history/${version}`,
      display: 'T-score lumbar spine',
      date: '2026-02-03',
      ageDays: 90,
      original: { value: original, unit },
    },
  });
  const conflict = {
    state: 'conflict',
    candidates: [candidate(-3.6, -3.6, '{T-score}', 1), candidate(-2.4, -24, 'x', 3)],
  } as const;

  test('are offered each with its unit, date, age, original value and source', () => {
    const shown = tilesOf({ tScore: conflict });
    expect(shown).toMatch(
      /−3\.6 SD T-score lumbar spine, 3 Feb 2026, 2 months ago \(90 days\)\. Source: Observation, version\s1/,
    );
    expect(shown).toMatch(/−2\.4 SD .*recorded as -24 x\. Source: Observation, version\s3/);
  });

  test('stand in a row each with its source, and the row says that one has to be entered', () => {
    const shown = textOf(
      <ChartRow label="Pain score" value={conflict} say={String}>
        change
      </ChartRow>,
    );
    expect(shown).toMatch(/contradicts itself: change it to use one/);
    expect(shown).toMatch(/-3\.6 .*Source: Observation, version\s1 .*-2\.4 .*Source: Observation, version\s3/);
  });
});

describe('a row of the chart', () => {
  test('that is unknown says so by a mark of its own and why', () => {
    const value = { state: 'unknown', reason: 'nothing on file' } as const;
    const row = <ChartRow label="Depression" value={value} say={String} />;
    expect(textOf(row)).toMatch(/Depression Unknown , nothing on file/);
    expect(renderToStaticMarkup(row)).toContain('text-unknown');
    expect(
      textOf(<ChartRow label="Depression" value={value} say={String} unread="not read: the EHR is busy" />),
    ).toMatch(/Unknown , not read: the EHR is busy/);
  });

  test('does not say its own name again as that of the source, and names the source by its kind and version', () => {
    const value = (display: string) =>
      ({
        state: 'present',
        value: true,
        source: { reference: 'Observation/abc/_history/2', display, date: '2026-03-01' },
      }) as const;
    const say = () => 'Yes';
    const row = (display: string) =>
      textOf(<ChartRow label="Thoracolumbar fascia injury" value={value(display)} say={say} />);
    expect(row('thoracolumbar fascia injury')).toMatch(/injury Yes 1 Mar 2026\. Source: Observation, version\s2 $/);
    expect(row('MRI of the spine')).toMatch(/Yes MRI of the spine, 1 Mar 2026\./);
  });
});

describe('the button beside a value', () => {
  const edit = { input: 'bmi', value: 27, reason: 'weighed', by: 'Dr Ruiz', at: '2026-03-05T10:00:00Z' } as const;
  const buttons = (isKnown: boolean, corrected?: typeof edit) =>
    textOf(
      <Correction
        input="bmi"
        isKnown={isKnown}
        edit={corrected}
        today="2026-03-05"
        onSave={() => {}}
        onRemove={() => {}}
      />,
    );

  test('changes a known one, and enters one that nobody knows', () => {
    expect(buttons(true)).toMatch(/Change/);
    expect(buttons(false)).toMatch(/Enter/);
    expect(buttons(false, edit)).toMatch(/Used instead: 27\.0 kg\/m².*Change.*Use the chart again/);
  });
});
