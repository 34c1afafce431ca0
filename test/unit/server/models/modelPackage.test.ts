import path from 'node:path';
import { chaiXml } from '@/lib/server/models/chaiXml';
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
