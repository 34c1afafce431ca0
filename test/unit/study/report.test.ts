import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { seededRandom } from '@/lib/core/random';
import { auroc, rocCurve } from '@/lib/study/metrics/discrimination';
import { aurocWithDelong, holm } from '@/lib/study/metrics/uncertainty';
import { plot } from '@/lib/study/report/figures';
import { type ReportFacts, reportHtml } from '@/lib/study/report/report';
import type { StudyResult } from '@/lib/study/runStudy';
import { generatorEquation } from '@/lib/study/simulate/patientTable';

const folder = 'models/rbp-tabnet-demo';
const readJson = (name: string) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));
/** The shipped package's own study, as `backcast study` wrote it. */
const result: StudyResult = readJson('report/results.json');
const { title, cohortDescription, simulated, commands } = readJson('study.json');
const facts: ReportFacts = {
  title: `${title}: comparison of five models`,
  cohortDescription,
  simulated,
  equation: generatorEquation,
  commands,
};
const html = reportHtml(result, facts);
const text = html.replace(/<style>.*?<\/style>/s, '').replaceAll(/<[^>]+>/g, ' ');

/** The result with TabNet's AUROC, and the best of the others', set. */
const withAreas = (tabnet: number, others: number): StudyResult => ({
  ...result,
  models: result.models.map((model) => ({
    ...model,
    performance: {
      ...model.performance,
      auroc: { ...model.performance.auroc, value: model.name === 'tabnet' ? tabnet : others },
    },
  })),
});
const firstSentence = (of: StudyResult) => /<p class="lead">([^<]*)/.exec(reportHtml(of, facts))![1];

describe('the report', () => {
  test('that the package holds is the one that its results give', () => {
    expect(readFileSync(`${folder}/report/index.html`, 'utf8')).toBe(html);
  });

  test('says in its first sentence if a simpler model won, and in its second what CT texture added', () => {
    expect(firstSentence(withAreas(0.8, 0.81))).toMatch(/^A simpler model won: .* 0\.810 .* 0\.800/);
    expect(firstSentence(withAreas(0.81, 0.8))).toMatch(/^The TabNet ensemble had the highest AUROC/);
    expect(html).toMatch(
      /On the clinical inputs alone the TabNet ensemble reached 0\.\d{3}; with CT texture the difference was/,
    );
  });

  test('can be read offline: it asks for no other file', () => {
    expect(html).not.toMatch(/(src|href)="(?!#)|url\((?!#)|@import|<script|<link/);
  });

  test.each([
    'AUROC (DeLong)',
    'AUROC (bootstrap)',
    'Average precision',
    'p, Holm',
    'Recall',
    'Specificity',
    'PPV',
    'NPV',
    'F1',
    'Slope',
    'Intercept',
    'Brier',
    'ECE',
    'Observed share',
    'Act on all',
    'Act on nobody',
    'Clinical inputs only',
    '95 % band',
    'Share of masks',
    'Fall of AUROC when shuffled',
    'Among the first five in half-ensembles',
    'False positives',
    'sex: female',
    'age: 75 and over',
    'level: T11 to L2',
    'scanner: simulated A',
    'log-odds = b0 + ln 3.5 x cleft',
    'npx backcast study',
    'seed 1',
  ])('gives "%s"', (what) => {
    expect(text).toContain(what);
  });

  test('answers every item of TRIPOD+AI, sub-items too', () => {
    const items = Array.from(text.matchAll(/\s(\d+[a-g]?) [A-Z][^\n]*? {2}/g), ([, item]) => item);
    const counts = { 3: 3, 5: 2, 6: 3, 8: 3, 9: 3, 12: 7, 18: 6, 20: 3, 23: 2, 27: 3, 7: 1 } as Record<string, number>;
    const expected = Array.from({ length: 27 }, (_, i) => String(i + 1)).flatMap((item) =>
      (counts[item] ?? 1) > 1 ? Array.from({ length: counts[item] }, (_, k) => `${item}${'abcdefg'[k]}`) : [item],
    );
    expect(expected.filter((item) => !items.includes(item))).toEqual([]);
  });

  test('gives each figure a title, a description and a table, and keeps what it was told as text', () => {
    const figures = html.match(/<figure>.*?<\/figure>/gs)!;
    expect(figures).toHaveLength(3);
    for (const figure of figures) {
      const [title, description] = /aria-labelledby="(\S+) (\S+)"/.exec(figure)!.slice(1);
      expect(figure).toMatch(new RegExp(`<title id="${title}">\\S.*<desc id="${description}">\\S`));
      expect(html.slice(html.indexOf(figure) + figure.length)).toMatch(/^\s*<div class="scroll"[^>]*><table>/);
    }
    expect(reportHtml(result, { ...facts, title: 'A <small> study' })).not.toContain('<small>');
  });

  test('tests every pair of models once', () => {
    expect(result.pairs.map(({ models }) => models.toSorted().join())).toHaveLength(10);
    expect(new Set(result.pairs.map(({ models }) => models.toSorted().join())).size).toBe(10);
  });
});

describe('figures', () => {
  test('cut off at the frame what lies beyond the axes, and shade a band between its bounds', () => {
    const axes = { title: 't', description: 'd', x: { label: 'x', from: 0, to: 1 }, y: { label: 'y', from: 0, to: 1 } };
    const drawn = plot('one', axes, [
      {
        label: 'a',
        style: 'line',
        points: [
          [0, 0.5],
          [1, 7],
        ],
        intervals: [{ low: 0.4, high: 0.6 }, null],
      },
    ]);
    expect(drawn).toMatch(/<g clip-path="url\(#one-c\)">.*<polygon[^>]*fill-opacity.*<polyline/);
  });
});

describe('statistics of the report', () => {
  test('the area under the ROC curve’s corners is the AUROC, ties or not', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 6, maxLength: 40 }), (p) => {
        const y = Uint8Array.from(p, (_, i) => (i % 3 === 0 ? 1 : 0));
        const corners = rocCurve(p, y);
        const area = corners.slice(1).reduce((sum, [x, r], i) => {
          const [before, recall] = corners[i];
          return sum + (x - before) * ((r + recall) / 2);
        }, 0);
        expect(area).toBeCloseTo(auroc(p, y), 12);
        expect([corners[0], corners.at(-1)]).toEqual([
          [0, 0],
          [1, 1],
        ]);
      }),
    );
  });

  test('Holm’s p-values for the example of Holm 1979: each times those that are left, never falling', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
  });

  test('DeLong’s interval holds the true area in about 95 of 100 samples', () => {
    // Scores of events are normal with mean 1: the true AUROC is Phi(1 / sqrt 2) = 0.7602.
    const held = Array.from({ length: 200 }, (_, sample) => {
      const random = seededRandom(sample, 'coverage');
      const y = Uint8Array.from({ length: 120 }, (_row, i) => (i < 30 ? 1 : 0));
      const { low, high } = aurocWithDelong(
        Float64Array.from(y, (label) => label + random.normal()),
        y,
      );
      return low <= 0.7602 && 0.7602 <= high;
    }).filter(Boolean).length;
    expect(held).toBeGreaterThan(180);
    expect(held).toBeLessThan(200);
  });
});
