import type { CaseState } from '@/lib/client/case/caseState';
import { inputChanges } from '@/lib/client/case/inputChanges';
import type { CleftReading } from '@/lib/core/imagingRecord';
import type { ChartData, ChartValue, SourcedValue } from '@/lib/fhir/chartData';
import { chartDataSample } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const state = (changes: Partial<CaseState>): CaseState => ({
  launchId: 'launch',
  edits: [],
  choices: {},
  chart: chartDataSample,
  ...changes,
});
const score = (value: number, reference: string): SourcedValue<number> => ({
  value,
  source: { reference, display: `DXA ${reference}` },
});
const twoScores = {
  ...chartDataSample,
  tScore: { state: 'conflict', candidates: [score(-3.6, 'Observation/1'), score(-2.4, 'Observation/2')] } as const,
};
const edit = { by: 'Dr Ruiz', at: '2026-03-05T10:00:00Z', reason: 'weighed today' };

describe('what is signed other than as the chart says it (P6, S14)', () => {
  test('is nothing where nothing was corrected or chosen', () => {
    expect(inputChanges(state({}))).toEqual([]);
  });

  test("is each correction, with the chart's own value, the one used, its unit, who and why", () => {
    expect(inputChanges(state({ edits: [{ ...edit, input: 'bmi', value: 27.5 }] }))).toEqual([
      { label: 'Body mass index', inChart: '24.0 kg/m2', used: '27.5 kg/m2', why: 'weighed today (Dr Ruiz)' },
    ]);
  });

  test('says "unknown" of what the chart does not say, never "no" (S8)', () => {
    const [{ inChart, used }] = inputChanges(state({ edits: [{ ...edit, input: 'depression', value: true }] }));
    expect([inChart, used]).toEqual(['unknown', 'Yes']);
  });

  test('is each choice between values that contradict each other, with the source that was held to', () => {
    const chosen = state({ chart: twoScores, choices: { tScore: 'Observation/2' } });
    expect(inputChanges(chosen)).toEqual([
      { label: 'Lowest T-score', inChart: '-3.6 or -2.4', used: '-2.4', why: 'Chosen: DXA Observation/2' },
    ]);
  });

  test('says a contradiction once where it was corrected as well as chosen', () => {
    const both = state({
      chart: twoScores,
      choices: { tScore: 'Observation/2' },
      edits: [{ ...edit, input: 'tScore', value: -3, measuredOn: '2026-03-01' }],
    });
    expect(inputChanges(both)).toEqual([
      { label: 'Lowest T-score', inChart: '-3.6 or -2.4', used: '-3.0', why: 'weighed today (Dr Ruiz)' },
    ]);
  });

  describe('of the intravertebral cleft', () => {
    const { imaging } = signedCaseSample;
    const read = (reading: CleftReading, chart: Partial<ChartData>) =>
      inputChanges(
        state({
          chart: { ...chartDataSample, ...chart },
          imaging: { ...imaging, cleft: { reading, readerName: 'Dr Ruiz', at: '2026-03-05T09:40:00Z' } },
        }),
      );
    const charted = (cleft: ChartValue<boolean>) => ({ cleft, cleftByLevel: { L1: cleft } });
    const { source } = score(0, 'Observation/3');
    const one = (value: boolean) => charted({ state: 'present', value, source });
    const change = { label: 'Intravertebral cleft', why: 'Read on this CT (Dr Ruiz)' };

    test("is the reader's answer on this CT, where the chart says otherwise", () => {
      expect(read('present', one(false))).toEqual([{ ...change, inChart: 'Absent', used: 'Present' }]);
      expect(read('absent', one(true))).toEqual([{ ...change, inChart: 'Present', used: 'Absent' }]);
      expect(read('cannot-tell', one(true))).toEqual([{ ...change, inChart: 'Present', used: 'unknown' }]);
    });

    test('is nothing where both say the same', () => {
      expect(read('present', one(true))).toEqual([]);
      expect(read('absent', one(false))).toEqual([]);
    });

    test('is said too where the chart says nothing, or two things, whatever was chosen of them', () => {
      const two = [true, false].map((value) => ({ value, source }));
      expect(read('absent', charted({ state: 'unknown', reason: 'none on file' }))).toEqual([
        { ...change, inChart: 'unknown', used: 'Absent' },
      ]);
      const conflict = charted({ state: 'conflict', candidates: two });
      expect(read('absent', conflict)).toEqual([{ ...change, inChart: 'Present or Absent', used: 'Absent' }]);
    });

    test('is about the fracture to be treated, and no other level', () => {
      const elsewhere = { ...one(false), cleftByLevel: { L1: one(true).cleft, L3: one(false).cleft } };
      expect(read('present', elsewhere)).toEqual([]);
    });
  });
});
