import { renderToStaticMarkup } from 'react-dom/server';
import { ActionList } from '@/app/case/decide/ActionList';
import { ThresholdQuestion } from '@/app/case/decide/ThresholdQuestion';
import { actionsFor } from '@/lib/decide/actions';
import type { DecisionData } from '@/lib/decide/decisionData';
import { signedCaseSample } from '@/test/support/signedCaseSample';

jest.mock('@/app/case/CaseFrame', () => ({ useCase: () => ({ state: {}, fhir: { session: {} } }) }));

const { estimate } = signedCaseSample;
const textOf = (markup: string): string => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const draft = { level: 'L1', conditionReference: 'Condition/1', status: 'demonstration' } as const;

test('each action says its evidence in plain words, and one for everyone that it applies at any estimate', () => {
  const actions = actionsFor({ bmdOnFile: true });
  const shown = textOf(
    renderToStaticMarkup(<ActionList actions={actions} estimate={estimate} draft={draft} problem={undefined} />),
  );
  expect(shown).toContain('Applies at any estimate. Evidence: moderate, short term Trials: against a sham procedure');
  expect(shown).toContain('Evidence: standard care');
  expect(shown).toMatch(/From 20 of 100; this estimate, .*? it\. Evidence: moderate, short term One randomised trial/);
});

describe('the threshold', () => {
  /** 300 test patients, 40 with the outcome; acting from 20 of 100 on finds half of them. */
  const decision = (clinicalOnly: number): DecisionData => ({
    modelLabel: 'demonstration',
    simulated: true,
    patients: 300,
    events: 40,
    points: [10, 20, 30].map((per100) => ({
      per100,
      tp: 20,
      fp: 40,
      netBenefit: 0.03,
      actOnAll: 0.01,
      clinicalOnly,
    })),
  });
  const shown = (clinicalOnly: number) =>
    renderToStaticMarkup(
      <ThresholdQuestion decision={decision(clinicalOnly)} estimate={estimate} per100={20} onChange={() => {}} />,
    );

  test('where clinical values alone did better, that stands by itself with a mark', () => {
    expect(shown(0.05)).toMatch(/<p><span class="[^"]*text-attention[^"]*">.*?Clinical values alone did better here\./);
    expect(shown(0.02)).toContain('<p>Clinical values alone did no better.</p>');
  });

  test('is a line of the decision curve that its legend names', () => {
    expect(textOf(shown(0.02))).toMatch(/Act on nobody .*Your threshold/);
  });
});
