import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { AbstentionView } from '@/app/case/result/AbstentionView';
import { cautionsBelowStrip } from '@/app/case/result/cautionKinds';
import { EstimateView } from '@/app/case/result/EstimateView';
import { FactorList } from '@/app/case/result/FactorList';
import { FindingList } from '@/app/case/result/FindingList';
import { factorRows } from '@/app/case/result/factorRows';
import { ModelUsed } from '@/app/case/result/ModelUsed';
import { trustFacts } from '@/app/case/result/trustFacts';
import type { OwnEstimate } from '@/lib/client/case/caseState';
import { consentGate } from '@/lib/client/consent/consentGate';
import { riskAssessmentOf } from '@/lib/fhir/write/resources';
import type { Estimate, Factor, LimitFinding } from '@/lib/model/assessment';
import { chartDataSample } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const { estimate } = signedCaseSample;
const { limits } = JSON.parse(readFileSync('models/rbp-tabnet-demo/manifest.json', 'utf8'));
const demoCautions: readonly Omit<LimitFinding, 'measured'>[] = limits
  .filter(({ severity }: LimitFinding) => severity === 'caution')
  .map(({ id, severity, reason, limit, remedy }: LimitFinding) => ({ id, severity, reason, limit, remedy }));
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, ' ');
const factor = (name: string, change: number, group: Factor['group'] = 'clinical'): Factor => ({
  name,
  label: name,
  group,
  direction: change > 0 ? 'higher' : 'lower',
  change,
  share: 0.2,
});
const fact = (name: string, changes: Partial<Estimate>) =>
  trustFacts({ ...estimate, ...changes }).find((one) => one.name === name);

describe('S11: what an estimate is linked with', () => {
  const texture = [factor('glcm', 0.06, 'radiomics'), factor('glrlm', 0.05, 'radiomics')];
  // Texture taken out at once moves less than its features one by one, because they say the same.
  const group = { ...factor('ct-texture', 0.07, 'radiomics'), label: 'CT texture (2 features)' };
  const shown = textOf(
    renderToStaticMarkup(
      <FactorList factors={[factor('Age', 0.1), factor('T-score', -0.03), ...texture]} textureGroup={group} />,
    ),
  );

  test('is said as linked, with direction and size in people, never as a cause or a target', () => {
    expect(shown).toContain('Age linked with a higher estimate, by 10 of 100');
    expect(shown).toContain('T-score linked with a lower estimate, by 3 of 100');
    expect(shown).toContain('These are not causes or treatment targets.');
    expect(shown).not.toMatch(/because|due to|caused/i);
  });

  test('holds CT texture as one row, by what the model says of all of it at once, which opens into its features', () => {
    const [before, opened] = shown.split('CT texture, feature by feature');
    expect(before).toContain('CT texture (2 features) linked with a higher estimate, by 7 of 100');
    expect(before).not.toMatch(/glcm|glrlm/);
    expect(opened).toMatch(/glcm .*by 6 of 100.*glrlm .*by 5 of 100/);
  });
});

describe('P3: the rows of what an estimate is linked with', () => {
  const nine = [0.09, -0.08, 0.07, -0.06, 0.05, -0.04, 0.03, -0.004, 0.002].map((change, i) =>
    factor(`input ${i + 1}`, change),
  );
  const little = { ...factor('ct-texture', 0.001, 'radiomics'), label: 'CT texture (2 features)' };
  const { rows, others, scalePer100 } = factorRows([...nine, factor('glcm', 0.001, 'radiomics')], little);

  test('keep CT texture beside nine clinical inputs that all move the estimate more', () => {
    expect(rows.map(({ label }) => label)).toEqual([
      ...['input 1', 'input 2', 'input 3', 'input 4', 'input 5', 'input 6'],
      'CT texture (2 features)',
    ]);
    expect(others.map(({ label }) => label)).toEqual(['input 7', 'input 8', 'input 9']);
  });

  test('those below one person are one row, which opens', () => {
    const shown = textOf(renderToStaticMarkup(<FactorList factors={[nine[0], nine[7], nine[8]]} />));
    expect(shown).toMatch(/input 1 linked with .*2 others: less than 1 of 100 each .*input 8 moves .*input 9/);
  });

  test('have one scale for every patient, wider only where a bar would not fit', () => {
    expect(scalePer100).toBe(10);
    expect(factorRows([factor('Age', 0.02)], undefined).scalePer100).toBe(10);
    expect(factorRows([factor('Age', -0.12)], undefined).scalePer100).toBe(15);
    const bar = /width="20"/.exec(renderToStaticMarkup(<FactorList factors={[factor('Age', 0.04)]} />));
    expect(bar).not.toBeNull();
  });
});

describe('P3: an estimate beside its range, the own one and what other people had', () => {
  const screen = (own: OwnEstimate) => renderToStaticMarkup(<EstimateView estimate={estimate} level="L1" own={own} />);
  const at = estimate.computedAt;

  test('marks the own estimate where it lies on the bar, and says it in the list of what is drawn', () => {
    const [markup, farther] = [20, 40].map((per100) => screen({ kind: 'estimate', per100, at }));
    expect(textOf(markup)).toContain('Your own estimate: 20 of 100');
    const [place, fartherPlace] = [markup, farther].map((one) => Number(/d="M([\d.]+) -6l6 11h-12Z"/.exec(one)?.[1]));
    // 368 units of the bar are 100 people.
    expect(fartherPlace - place).toBeCloseTo(0.2 * 368, 5);
  });

  test('draws no own estimate where none was given, and says why there is none', () => {
    const markup = screen({ kind: 'skipped', reason: 'not sure', at });
    expect(markup).not.toContain('-6l6 11h-12Z');
    expect(textOf(markup)).toContain('You gave no estimate of your own: not sure.');
  });

  test('says of whom the published averages are, where and when, with the intervals of the pooled ones, and that the pain counted is not stated', () => {
    const text = textOf(screen({ kind: 'skipped', reason: 'not sure', at }));
    expect(text).toMatch(
      /about 12 of 100 102 of 856 people, Shanghai, published 2025; the study does not say which pain/,
    );
    expect(text).toMatch(/19 to 24 of 100 Two meta-analyses: 19 % \(95 % interval 14 to 23\) and 24\.4 %/);
  });
});

describe('P3: how far to trust it', () => {
  test('names the inputs that are not known and how far the estimate could lie from here if they were (S8)', () => {
    expect(fact('Data', { unknownSpan: { low: 0.28, high: 0.41, inputs: ['depression'] } })).toMatchObject({
      state: 'unknown',
      value: '1 of 2 inputs unknown',
      detail: 'Not known: depression. If known, the estimate could be between 28 and 41 of 100.',
    });
  });

  test('counts similar patients, and does not call a case well covered that its limits call unusual', () => {
    expect(fact('Similar patients', { similarPatients: 40 })).toMatchObject({ state: 'ok', value: '40 in training' });
    expect(fact('Similar patients', { similarPatients: 40, trainingPatients: 599 })?.value).toBe(
      '40 of 599 in training',
    );
    const unusual = { ...estimate.cautions[0], id: 'unusual' };
    expect(fact('Similar patients', { similarPatients: 2, cautions: [unusual] })?.state).toBe('attention');
    expect(fact('Similar patients', {})).toMatchObject({ state: 'unknown', value: 'Not counted' });
  });

  test('marks a scan with a caution, and says which', () => {
    expect(fact('Scan', { cautions: [] })?.state).toBe('ok');
    const old = { ...estimate.cautions[0], id: 'ct-ageing' };
    expect(fact('Scan', { cautions: [old] })).toMatchObject({
      state: 'attention',
      detail: 'the CT is older than six weeks Found: 50 days; limit: 42 days. repeat the CT',
    });
  });

  test('tells each caution once, in the strip or in the list below it', () => {
    const cautions = demoCautions.map((limit) => ({ ...limit, measured: 'measured' }));
    // That the hospital has no calibration is the state of its fact, "NOT adjusted to your hospital", and not said again below it.
    const told = cautions.flatMap(({ id, reason, remedy }) => (id === 'not-calibrated' ? [remedy] : [reason, remedy]));
    const strip = trustFacts({ ...estimate, cautions, maskSensitivity: 0.2 }).map(({ detail }) => detail);
    const list = textOf(renderToStaticMarkup(<FindingList findings={cautionsBelowStrip(cautions)} />));
    const times = (part: string) => `${strip.join(' ')} ${list}`.split(part).length - 1;
    expect(told.map(times)).toEqual(told.map((part) => told.filter((one) => one.includes(part)).length));
    expect(list).not.toContain('not adjusted to this hospital');
  });

  test('holds what is true of every patient against no limit', () => {
    const standing = demoCautions.filter(({ id }) => id === 'population' || id === 'not-calibrated');
    const list = textOf(
      renderToStaticMarkup(<FindingList findings={standing.map((one) => ({ ...one, measured: 'no' }))} />),
    );
    expect(list).toContain('not represented in the training data');
    expect(list).not.toMatch(/Found|Limit/);
  });

  test('S13: says that it is not adjusted to the hospital, or how it was, from how many and when', () => {
    expect(fact('Calibration', {})).toMatchObject({ state: 'attention', value: 'NOT adjusted to your hospital' });
    const calibration = { kind: 'site', version: 'north-3', patients: 412, updated: '2026-05-01' } as const;
    expect(fact('Calibration', { model: { ...estimate.model, calibration } })).toMatchObject({
      state: 'ok',
      value: 'Adjusted to your hospital (n = 412, updated 1 May 2026)',
    });
  });
});

describe('R21: where no number is given', () => {
  const cautions = demoCautions.map((limit) => ({ ...limit, measured: 'measured' }));
  const abstention = { kind: 'abstention', model: estimate.model, computedAt: estimate.computedAt } as const;
  const shown = textOf(
    renderToStaticMarkup(<AbstentionView abstention={{ ...abstention, reasons: [estimate.cautions[0]], cautions }} />),
  );

  test('nothing doubts an estimate that does not exist; what is old or not known is still named', () => {
    expect(shown).not.toMatch(/Read the estimate|not adjusted to this hospital|depends on where exactly/);
    expect(shown).toContain('The bone density measurement is more than a year old.');
    expect(shown).toContain('The images do not say whether contrast agent was given.');
  });
});

describe('S15: model, engine, calibration and container image', () => {
  const digest = `sha256:${'0123456789ab'.repeat(5)}0123`;
  const model = { ...estimate.model, imageDigest: digest };
  const versions =
    'rbp-tabnet-demo 1.0.0; engine 1.0.0; radiomics engine 1.0.1; calibration package 1; image sha256:0123456789ab';

  test('are in the method of the RiskAssessment, the digest in full', () => {
    const signed = { ...signedCaseSample, estimate: { ...estimate, model } };
    expect(riskAssessmentOf(signed, 'id', { reference: 'Device/1' }).method?.text).toBe(
      versions.replace('0123456789ab', digest.slice('sha256:'.length)),
    );
  });

  test('are the same on the screen and on paper, the digest cut to what a person compares', () => {
    expect(textOf(renderToStaticMarkup(<ModelUsed model={model} />))).toContain(versions);
    const open = consentGate({
      launchId: 'x',
      edits: [],
      choices: {},
      chart: chartDataSample,
      assessment: { ...estimate, model },
      signed: {
        riskAssessment: 'RiskAssessment/1',
        resources: [],
        identifier: 'abc',
        signedBy: 'Dr Ruiz',
        signedAt: estimate.computedAt,
        number: [],
        resultAt: estimate.computedAt,
        status: 'final',
      },
    });
    expect(open.state === 'open' && open.facts.programVersion).toBe(versions);
  });
});
