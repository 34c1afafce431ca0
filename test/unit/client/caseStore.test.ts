import { openCaseStore } from '@/lib/client/case/caseStore';
import { FrameStorage } from '@/lib/client/session/frameStorage';
import type { Abstention } from '@/lib/model/assessment';
import { chartDataSample as chart } from '@/test/support/chartDataSample';

const refusing = (): Pick<Window, 'name' | 'sessionStorage'> => ({
  name: '',
  get sessionStorage(): Storage {
    throw new DOMException('refused', 'SecurityError');
  },
});
const assessment = {
  kind: 'abstention',
  reasons: [],
  cautions: [],
  computedAt: '2026-03-05T10:00:00Z',
} as unknown as Abstention;

describe('a result', () => {
  async function storeWithResult() {
    const store = await openCaseStore('l1', new FrameStorage(refusing()));
    store.update({ chart: { ...chart, versions: { 'Observation/1': '1' } } });
    store.update({ assessment });
    return store;
  }

  test('stays when the same chart is read again', async () => {
    const store = await storeWithResult();
    store.update({ chart: { ...chart, versions: { 'Observation/1': '1' } } });
    expect(store.get().assessment).toBe(assessment);
  });

  test('S18: is dropped when the chart has another version of a source', async () => {
    const store = await storeWithResult();
    const source = { reference: 'Observation/1/_history/2', display: 'sample' };
    store.update({ chart: { ...chart, tScore: { state: 'present', value: -3.2, source } } });
    expect(store.get().assessment).toBeUndefined();
  });

  test('stays when the chart holds what the app itself wrote: a draft order, an outline, the reading of the cleft', async () => {
    const store = await storeWithResult();
    const source = { reference: 'Observation/77/_history/1', display: 'Intravertebral cleft on CT' };
    const [segmentation] = chart.ctSeries;
    store.update({
      chart: {
        ...chart,
        cleft: { state: 'present', value: true, source },
        segSeries: [{ ...segmentation, seriesUid: '2.25.9' }],
        versions: { 'Observation/1': '1', 'Observation/77': '1', 'ServiceRequest/9': '1' },
      },
    });
    expect(store.get().assessment).toBe(assessment);
  });

  test('is dropped when the clinician goes on without a scan, and again when a scan is accepted after all', async () => {
    const store = await storeWithResult();
    store.update({ withoutScan: { reasons: [], at: '2026-03-05T10:01:00Z' } });
    expect(store.get().assessment).toBeUndefined();
    store.update({ assessment });
    store.update({ withoutScan: undefined });
    expect(store.get().assessment).toBeUndefined();
  });

  test('stays when the patient has a new telephone number', async () => {
    const store = await storeWithResult();
    store.update({ chart: { ...chart, patient: { ...chart.patient, alsoKnownBy: { names: [], numbers: ['555'] } } } });
    expect(store.get().assessment).toBe(assessment);
  });

  test('stays on the next day, when its sources are a day older', async () => {
    const store = await storeWithResult();
    const source = { reference: 'Observation/1/_history/1', display: 'sample', ageDays: 61 };
    store.update({ chart: { ...chart, tScore: { state: 'present', value: -3.2, source } } });
    expect(store.get().assessment).toBe(assessment);
  });

  test('is dropped when another of two conflicting values is chosen', async () => {
    const store = await storeWithResult();
    store.update({ choices: { tScore: 'Observation/2/_history/1' } });
    expect(store.get().assessment).toBeUndefined();
  });

  test('is dropped when an input is corrected', async () => {
    const store = await storeWithResult();
    store.update({
      edits: [{ input: 'painScore', value: 7, reason: 'asked today', by: 'Dr Ruiz', at: '2026-03-05T10:00:00Z' }],
    });
    expect(store.get().assessment).toBeUndefined();
  });
});

describe('an own estimate', () => {
  const fractureAt = (level: string, id: string) => ({
    level,
    source: { reference: `Condition/${id}/_history/1`, display: 'Fracture' },
  });

  test('S2: of one fracture is not kept for another', async () => {
    const store = await openCaseStore('l1', new FrameStorage(refusing()));
    const fractures = [fractureAt('T12', '1'), fractureAt('L1', '2')];
    store.update({ chart: { ...chart, fracture: { state: 'unknown', reason: 'several' }, fractures } as never });
    store.update({ choices: { fracture: 'Condition/1/_history/1' } });
    const own = { kind: 'estimate', per100: 20, at: '2026-03-05T10:00:00Z' } as const;
    store.update({ ownEstimate: own });
    store.update({ choices: { fracture: 'Condition/1/_history/1', tScore: 'Observation/2/_history/1' } });
    expect(store.get().ownEstimate).toEqual(own);
    store.update({ choices: { fracture: 'Condition/2/_history/1' } });
    expect(store.get().ownEstimate).toBeUndefined();
  });
});

describe('a frame that may not store anything', () => {
  test('carries the launch through the redirect in its name, and no token after it', async () => {
    const frame = refusing();
    const before = new FrameStorage(frame);
    before.launchId = 'l2';
    await before.set('l2', { codeVerifier: 'v' });
    const after = new FrameStorage(frame);
    expect(await after.get('l2')).toEqual({ codeVerifier: 'v' });
    after.keepInMemory();
    await after.set('l2', { access_token: 'secret' });
    expect(frame.name).not.toMatch(/secret|codeVerifier/);
    expect(await after.get('l2')).toEqual({ access_token: 'secret' });
    expect(after.launchId).toBe('l2');
  });
});
