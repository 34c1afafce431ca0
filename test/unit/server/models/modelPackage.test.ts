import path from 'node:path';
import { rocPoints } from '@/lib/decide/rocPoints';
import { chaiXml } from '@/lib/server/models/chaiXml';
import { decisionDataOf } from '@/lib/server/models/decisionData';
import { domainJudgements } from '@/lib/server/models/domainJudgements';
import { readModelPackage } from '@/lib/server/models/readModelPackage';
import { modelsAbove } from '@/lib/server/models/reportSchema';

const folder = path.resolve(__dirname, '../../../../models/rbp-tabnet-demo');

describe('the model page reads the installed package', () => {
  test('with all 31 source attributes, numbered without a gap, each with a value', async () => {
    const { card } = await readModelPackage(folder);
    expect(card.attributes.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, index) => index + 1));
  });

  test('and says "Not available" where no external or local validation exists', async () => {
    const { card } = await readModelPackage(folder);
    const missing = card.attributes.filter(({ value }) => value === 'Not available').map(({ number }) => number);
    expect(missing).toEqual([17, 18, 19, 20, 23, 24, 27, 29]);
  });

  test('and names the models that did better on the same patients, best first', async () => {
    const { report } = await readModelPackage(folder);
    const own = report.models[0].performance.auroc.value;
    const better = report.models.filter(({ performance }) => performance.auroc.value > own);
    expect(report.models).toHaveLength(5);
    expect(new Set(modelsAbove(report))).toEqual(new Set(better));
    expect(modelsAbove(report)[0].name).toBe('logistic');
  });

  test('and its curve encloses the area that the report states, as far as 50 thresholds can tell', async () => {
    const read = await readModelPackage(folder);
    const between = rocPoints(decisionDataOf(read)).map((point) => [point.falsePositiveRate, point.sensitivity]);
    const curve = [[0, 0], ...between, [1, 1]];
    const area = curve.slice(1).reduce((sum, [x, y], i) => sum + ((x - curve[i][0]) * (y + curve[i][1])) / 2, 0);
    expect(Math.abs(area - read.report.models[0].performance.auroc.value)).toBeLessThan(0.02);
  });

  test('and counts each test patient in one dot of the calibration, and all outcomes', async () => {
    const { report } = await readModelPackage(folder);
    const { bins } = report.models[0].performance.calibration;
    expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(report.test.patients);
    expect(bins.reduce((sum, { n, rate }) => sum + n * rate, 0)).toBeCloseTo(report.test.events, 9);
  });

  test('and says of its study that simulated patients and few events are a high concern, with the counts', async () => {
    const { report, manifest } = await readModelPackage(folder);
    const judged = domainJudgements(report, manifest.cohort);
    expect(judged.filter(({ concern }) => concern === 'high').map(({ domain }) => domain)).toEqual([
      'Participants and data',
      'Outcome',
      'Analysis',
    ]);
    expect(judged.find(({ domain }) => domain === 'Analysis')?.because[0]).toContain(
      `${report.training.events} events of ${report.training.patients} training patients`,
    );
  });

  test('and throws where the package is not there', async () => {
    await expect(readModelPackage(path.join(folder, 'absent'))).rejects.toThrow('ENOENT');
  });
});

describe('the CHAI card as XML', () => {
  test('escapes what XML would read as markup and leaves out what it cannot hold', () => {
    expect(chaiXml({ chai: { BasicInfo: { ModelName: `a<b> & "c" 'd'\u0001` } } })).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<AppliedModelCard>\n  <BasicInfo>\n' +
        '    <ModelName>a&lt;b&gt; &amp; &quot;c&quot; &apos;d&apos;</ModelName>\n  </BasicInfo>\n</AppliedModelCard>\n',
    );
  });

  test('puts the sections "A/B" and "A/C" as B and C inside one A', () => {
    const xml = chaiXml({ chai: { 'KeyMetrics/B': { MetricGoal: '1' }, 'KeyMetrics/C': { MetricGoal: '2' } } });
    expect(xml.replace(/\s*\n\s*/g, '')).toContain(
      '<KeyMetrics><B><MetricGoal>1</MetricGoal></B><C><MetricGoal>2</MetricGoal></C></KeyMetrics>',
    );
  });

  test('refuses a name that is no element name', () => {
    expect(() => chaiXml({ chai: { 'a b': { c: 'd' } } })).toThrow('not an element name');
  });

  test('holds each field of the shipped card', async () => {
    const { card } = await readModelPackage(folder);
    const xml = chaiXml(card);
    for (const fields of Object.values(card.chai)) {
      for (const field of Object.keys(fields)) expect(xml).toContain(`<${field}>`);
    }
  });
});
