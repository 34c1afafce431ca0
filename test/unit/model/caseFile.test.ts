import { readdirSync, readFileSync } from 'node:fs';
import { parseCase } from '@/lib/model/caseFile';
import { goodFacts, goodInputs } from '../../support/modelPackage';

const folder = 'models/rbp-tabnet-demo/examples';

test.each(readdirSync(folder))('the example %s is a case', (file) => {
  const json = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
  expect(parseCase(json)).toEqual({ ok: true, value: json });
});

test.each([
  ['a fact that is misspelt, which would pass for unknown', { slicethicknessMm: 9 }, /facts/],
  ['a number in quotes, which would pass for unknown', { sliceThicknessMm: '9' }, /facts.sliceThicknessMm/],
  ['a word for yes', { metalInMask: 'no' }, /facts.metalInMask/],
  ['a level that is none', { levels: { order: 'L9' } }, /facts.levels.order/],
  ['a date that is none', { now: 'today' }, /facts.now/],
  ['variants that are no list', { maskVariants: {} }, /facts.maskVariants/],
  ['a calibration that turns risk around', { siteCalibration: { intercept: 0, slope: -1, version: '1' } }, /slope/],
])('refuses %s', (_what, change, message) => {
  expect(parseCase({ inputs: goodInputs, facts: { ...goodFacts, ...change } })).toMatchObject({
    ok: false,
    problem: { code: 'case-invalid', message: expect.stringMatching(message), remedy: expect.stringMatching(/\w/) },
  });
});

test.each([
  ['a value in quotes', { cleft: { value: '1' } }],
  ['a value without its member', { cleft: 1 }],
  ['null, which is not "unknown"', { cleft: { value: null } }],
])('refuses %s', (_what, change) => {
  const result = parseCase({ inputs: { ...goodInputs, ...change }, facts: goodFacts });
  expect(result).toMatchObject({ ok: false, problem: { message: expect.stringMatching(/inputs.cleft/) } });
});

test.each([null, 7, [], {}, { inputs: {} }])('refuses %j', (json) => {
  expect(parseCase(json).ok).toBe(false);
});
