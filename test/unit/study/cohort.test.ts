import { orThrow } from '@/lib/core/result';
import { joinCohort } from '@/lib/study/cohort';
import { parseCsv } from '@/lib/study/csv';

const table = 'patient,outcome,ageYears,sex,fractureCount,cleft,level\na,1,71,1,2,,L1\nb,0,66.5,0,1,1,L2\n';
const features = 'patient,reader,f1,f2\na,1,0.5,NaN\na,2,0.6,1\nb,1,1e-3,4\n';
const join = (cohort = table, made = features) => joinCohort(parseCsv(cohort), parseCsv(made));

test('joins the tables by patient: an empty cell is unknown, a column that is absent is left out', () => {
  const cohort = orThrow(join());
  expect(cohort.predictors.map(({ name }) => name)).toEqual(['ageYears', 'sex', 'fractureCount', 'cleft']);
  expect(Array.from(cohort.clinical.data)).toEqual([71, 1, 2, Number.NaN, 66.5, 0, 1, 1]);
  expect(Array.from(cohort.features.data)).toEqual([0.5, Number.NaN, 0.001, 4]);
  expect(cohort.secondReader).toMatchObject({ rows: [0], features: { rows: 1 } });
  expect(Array.from(cohort.y)).toEqual([1, 0]);
  expect(cohort.groups).toEqual({ level: ['L1', 'L2'] });
});

test.each([
  ['a word where a number belongs', table.replace('71,1', 'old,1'), features, /patient a has "old" for ageYears/],
  ['a decimal comma', table.replace('66.5', '"66,5"'), features, /patient b has "66,5" for ageYears/],
  ['a sex by letter', table.replace('71,1', '71,F'), features, /patient a has "F" for sex/],
  ['a yes or no that is neither', table.replace('1,1,L2', '1,2,L2'), features, /patient b has "2" for cleft/],
  ['half a fracture', table.replace('0,1,1', '0,1.5,1'), features, /patient b has "1.5" for fractureCount/],
  ['an outcome that is not known', table.replace('a,1', 'a,'), features, /outcome that is neither 0 nor 1/],
  ['a patient twice', table.replace('b,0', 'a,0'), features, /appears twice/],
  ['features twice', table, `${features}b,1,2,3\n`, /a patient and reader twice/],
  [
    'features that are no numbers',
    table,
    features.replace('1e-3', 'high'),
    /patient b has a feature that is no number/,
  ],
  ['a row of features cut short', table, features.replace(',4', ''), /patient b has a feature that is no number/],
  ['a patient without features', table, features.replace('b,1', 'c,1'), /patient b has no features/],
  ['no outcomes', table.replace('outcome', 'result'), features, /no column "outcome"/],
])('refuses %s, and says whose', (_what, cohort, made, message) => {
  expect(join(cohort, made)).toMatchObject({
    ok: false,
    problem: { code: 'cohort-invalid', message: expect.stringMatching(message), remedy: expect.stringMatching(/\w/) },
  });
});
