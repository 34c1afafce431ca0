import { type ActionFacts, type ActionSources, actionFacts, actionsFor } from '@/lib/decide/actions';
import type { ChartData } from '@/lib/fhir/chartData';
import { draftOrder, draftOrderIdentifier, draftOrderTransaction } from '@/lib/fhir/write/draftOrder';
import { chartDataSample } from '@/test/support/chartDataSample';

const nothingKnown: ActionFacts = { bmdOnFile: false };
const source = { reference: 'Condition/2', display: 'sample' };
const factsWith = (
  corrections: ActionSources['corrections'],
  changes: Partial<ChartData> = {},
  cleft: ActionSources['cleft'] = 'absent',
) => actionFacts({ chart: { ...chartDataSample, ...changes }, corrections, cleft }, new Date('2026-03-05T10:00:00Z'));
const ids = (facts: ActionFacts) => actionsFor(facts).map(({ id }) => id);

describe('the action library', () => {
  test('R11, S21: always holds care without the procedure, whatever is known', () => {
    for (const facts of [nothingKnown, { ...nothingKnown, cleftPresent: true, bmdOnFile: true }])
      expect(ids(facts)[0]).toBe('no-procedure');
  });

  test('leaves out what is done, and never takes unknown for "no" (S8)', () => {
    expect(ids(nothingKnown)).toEqual(expect.arrayContaining(['dxa', 'bone-care', 'fascia-mri', 'depression-screen']));
    const known: ActionFacts = {
      bmdOnFile: true,
      osteoporosisDrug: 'alendronate',
      fasciaInjury: false,
      depression: true,
    };
    expect(ids(known)).not.toEqual(expect.arrayContaining(['dxa']));
    expect(ids(known)).not.toContain('bone-care');
    expect(ids(known)).not.toContain('fascia-mri');
    expect(ids(known)).toContain('depression-known');
  });

  test('offers another technique only for a structural reason, never on the estimate alone', () => {
    expect(ids(nothingKnown)).not.toContain('technique-meeting');
    expect(ids({ ...nothingKnown, cleftPresent: false })).not.toContain('technique-meeting');
    expect(ids({ ...nothingKnown, cleftPresent: true })).toContain('technique-meeting');
  });

  test('gives each action a grade and its evidence, and a level of its own', () => {
    for (const { grade, evidence, from } of actionsFor({ ...nothingKnown, cleftPresent: true })) {
      expect(grade).not.toBe('');
      expect(evidence.length).toBeGreaterThan(10);
      expect([10, 20, 35, 'everyone']).toContain(from);
    }
  });

  test('names the source of every effect that it puts in figures', () => {
    const all = [...actionsFor({ ...nothingKnown, cleftPresent: true, depression: true }), ...actionsFor(nothingKnown)];
    const withEffect = all.filter(({ evidence }) => /odds ratio|\bOR\b|randomised/.test(evidence));
    expect(new Set(withEffect.map(({ id }) => id)).size).toBe(6);
    for (const { evidence } of withEffect) expect(evidence).toMatch(/doi 10\.\d{4}\/\S+|PMID \d+/);
    for (const { evidence } of all) expect(evidence).not.toMatch(/by \d+ \(/);
  });

  test('S21: no action is an operation, and none says that a patient is eligible or not', () => {
    const all = [...actionsFor({ ...nothingKnown, cleftPresent: true, depression: true }), ...actionsFor(nothingKnown)];
    for (const { title, evidence, note } of all)
      expect(`${title} ${evidence} ${note}`).not.toMatch(/eligible|candidate|should operate|do not operate|recommend/i);
  });

  test('reads the facts from the chart and from the accepted outline; "cannot tell" stays unknown', () => {
    expect(factsWith([], {}, 'cannot-tell')).not.toHaveProperty('cleftPresent');
    expect(factsWith([], {}, 'present').cleftPresent).toBe(true);
  });

  test("P4: by the clinician's correction where there is one, and by the chart elsewhere", () => {
    expect(factsWith([{ input: 'depression', value: true }])).toMatchObject({ depression: true });
    const depression = { state: 'present', value: true, source } as const;
    expect(factsWith([{ input: 'depression', value: false }], { depression })).toMatchObject({ depression: false });
    expect(factsWith([{ input: 'painScore', value: 3 }], { depression })).toMatchObject({ depression: true });
    expect(ids(factsWith([]))).toContain('fascia-mri');
    expect(ids(factsWith([{ input: 'fasciaInjury', value: false }]))).not.toContain('fascia-mri');
  });

  test('P4: a DXA is not asked for where a recent T-score was entered, and is where the entered one is too old', () => {
    const tScore = { state: 'unknown', reason: 'no DXA T-score on file' } as const;
    const entered = (measuredOn: string) => factsWith([{ input: 'tScore', value: -2.9, measuredOn }], { tScore });
    expect(ids(factsWith([], { tScore }))).toContain('dxa');
    expect(ids(entered('2026-02-01'))).not.toContain('dxa');
    expect(ids(entered('2023-02-01'))).toContain('dxa');
    expect(ids(factsWith([{ input: 'tScore', value: -2.9, measuredOn: '2023-02-01' }]))).toContain('dxa');
  });
});

describe('a draft order', () => {
  test('C6: is a draft proposal for the launch patient, found again by its identifier, and marked as test data', async () => {
    const identifier = await draftOrderIdentifier('spine-mri', 'p1', 'Condition/c1');
    const order = draftOrder('spine-mri', 'p1', 'L1', '2026-03-05T10:00:00Z');
    const { entry } = draftOrderTransaction(order, identifier, 'demonstration', 'urn:uuid:1');
    expect(entry?.[0].request?.ifNoneExist).toContain(identifier);
    expect(entry?.[0].resource).toMatchObject({
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'proposal',
      subject: { reference: 'Patient/p1' },
      meta: { security: [{ code: 'HTEST' }] },
    });
  });

  test('another patient or another fracture is another order', async () => {
    const one = await draftOrderIdentifier('dxa', 'p1', 'Condition/c1');
    expect(await draftOrderIdentifier('dxa', 'p2', 'Condition/c1')).not.toBe(one);
    expect(await draftOrderIdentifier('dxa', 'p1', 'Condition/c2')).not.toBe(one);
    expect(await draftOrderIdentifier('dxa', 'p1', 'Condition/c1')).toBe(one);
  });
});
