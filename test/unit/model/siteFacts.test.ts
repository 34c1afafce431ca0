import { siteFacts } from '@/lib/model/siteFacts';

const model = { id: 'rbp', version: '1.2.0' };
const calibration = {
  modelId: 'rbp',
  modelVersion: '1.2.0',
  version: 'north-3',
  intercept: -0.2,
  slope: 0.9,
  patients: 412,
  updated: '2026-05-01',
};

describe('what a site says of the installed model', () => {
  test('S13: a calibration for this version is used, without what names the model again', () => {
    expect(siteFacts({ calibration, stoppedModels: [] }, model)).toEqual({
      modelEnabled: true,
      siteCalibration: { version: 'north-3', intercept: -0.2, slope: 0.9, patients: 412, updated: '2026-05-01' },
    });
  });

  test.each([
    ['another version', { ...calibration, modelVersion: '1.1.0' }],
    ['another model', { ...calibration, modelId: 'other' }],
  ])('S13: a calibration for %s is not used', (_what, other) => {
    expect(siteFacts({ calibration: other, stoppedModels: [] }, model)).toEqual({ modelEnabled: true });
  });

  test.each([
    ['the model', { modelId: 'rbp' }, false],
    ['this version', { modelId: 'rbp', modelVersion: '1.2.0' }, false],
    ['another version', { modelId: 'rbp', modelVersion: '1.1.0' }, true],
    ['another model', { modelId: 'other' }, true],
  ])('S20: with %s stopped, it is enabled: %#', (_what, stopped, enabled) => {
    expect(siteFacts({ stoppedModels: [stopped] }, model).modelEnabled).toBe(enabled);
  });
});
