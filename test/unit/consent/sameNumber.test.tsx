import fc from 'fast-check';
import type { Condition, RiskAssessment } from 'fhir/r4';
import { renderToStaticMarkup } from 'react-dom/server';
import { NumberSection } from '@/app/case/consent/NumberSection';
import { PrintedPages } from '@/app/case/consent/PrintedPages';
import { EstimateView } from '@/app/case/result/EstimateView';
import { buildCard } from '@/lib/cds/buildCard';
import type { OrderFacts } from '@/lib/cds/orderFacts';
import { consentTexts } from '@/lib/consent/consentTexts';
import { patientLanguages } from '@/lib/consent/messages/catalogue';
import type { PerHundred } from '@/lib/core/perHundred';
import { codingOfLevel } from '@/lib/core/vertebra';
import { readSignedEstimate } from '@/lib/fhir/write/readSignedEstimate';
import { riskAssessmentOf } from '@/lib/fhir/write/resources';
import type { Estimate } from '@/lib/model/assessment';
import { consentFactsOf, consentRecordSample } from '@/test/support/consentSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

/** A random estimate whose range is narrow enough for a single number. */
const estimates = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 0.2, noNaN: true }),
    fc.double({ min: 0, max: 0.2, noNaN: true }),
    fc.option(fc.constant({ low: 0.04, high: 0.5 }), { nil: undefined }),
  )
  .map(
    ([probability, below, above, displayRange]): Estimate => ({
      ...signedCaseSample.estimate,
      ...(displayRange && { displayRange }),
      probability,
      interval: { low: Math.max(0, probability - below), high: Math.min(1, probability + above), level: 0.8 },
    }),
  );

const fracture = {
  resourceType: 'Condition',
  id: 'c1',
  bodySite: [{ coding: [codingOfLevel('L1')] }],
} as Condition;

const textOf = (markup: string): string =>
  markup
    .replace(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/\s+/g, ' ');
/** Filled people of the pictures in a markup; each picture has 100. */
const filled = (markup: string): number[] =>
  [...markup.matchAll(/<svg viewBox="0 0 100 100"[\s\S]*?<\/svg>/g)].map(([svg]) => {
    const [people, rings] = [svg.match(/<rect/g)?.length ?? 0, svg.match(/<circle/g)?.length ?? 0];
    expect(people + rings).toBe(100);
    return people;
  });

/** Cells of the tables that stand for the pictures, for who cannot see them (E3), in small letters. */
const cells = (markup: string): string[] =>
  [...markup.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell.toLowerCase());

/** The number as the chart holds it: written as a RiskAssessment and read again for the card. */
function throughTheChart(estimate: Estimate): { readonly resource: RiskAssessment; readonly summary: string } {
  const resource = riskAssessmentOf({ ...signedCaseSample, estimate }, 'id', { reference: 'Device/1' });
  const read = readSignedEstimate({ ...resource, id: 'r1' }, [fracture]);
  if (!read) throw new Error('the written estimate could not be read');
  const facts = { orderReference: 'ServiceRequest/1', level: 'L1' } as unknown as OrderFacts;
  const card = buildCard(
    { kind: 'signed-estimate', openActions: ['pain-clinic-referral'], signed: { ...read, current: true } },
    facts,
    {
      patientId: 'p1',
      appUrl: 'https://app.example',
      now: new Date('2026-03-05T10:00:00Z'),
      newUuid: () => '1',
      suggestionUuid: () => '2',
    },
  );
  return { resource, summary: card.summary };
}

/** In one of three ways: between counts, with an end that is a bound, or as one where both ends are said alike. */
function patientRange(low: PerHundred, high: PerHundred): string {
  if (low.label === high.label) return `It is likely to be ${low.label} out of 100.`;
  const counts = [low, high].every(({ cap }) => cap === 'none');
  return counts
    ? `as low as ${low.label} or as high as ${high.label} out of 100`
    : `from ${low.label} to ${high.label} out of 100`;
}

describe('R20: one number everywhere', () => {
  test('result screen, pictures, patient view, print, RiskAssessment and card say the same, for any estimate', () => {
    fc.assert(
      fc.property(estimates, (estimate) => {
        const facts = consentFactsOf(estimate);
        if (facts.numbers.kind !== 'estimate' || !facts.numbers.point) throw new Error('an estimate was expected');
        const { point, low, high } = facts.numbers;
        const texts = consentTexts(facts, consentRecordSample);
        const result = renderToStaticMarkup(<EstimateView estimate={estimate} level="L1" own={undefined} />);
        const patient = renderToStaticMarkup(<NumberSection number={texts.number} />);
        const print = renderToStaticMarkup(<PrintedPages texts={texts} record={consentRecordSample} />);
        const { resource, summary } = throughTheChart(estimate);

        expect([result, patient, print].flatMap(filled)).toEqual([point.count, point.count, point.count]);
        const range = patientRange(low, high);
        const said = [`${point.about} of 100`, `${point.aboutRest} of 100`];
        expect([result, patient, print].map(cells)).toEqual([said, said, said]);
        expect(resource.prediction?.[0].probabilityDecimal).toBe(point.count);
        expect(resource.text?.div.replace(/&lt;/g, '<').replace(/&gt;/g, '>')).toContain(point.about);
        expect(textOf(result)).toContain(`${point.about} of 100`);
        for (const text of [textOf(patient), textOf(print)]) {
          expect(text.toLowerCase()).toContain(`${point.about} of 100`);
          expect(text.toLowerCase()).toContain(`${point.aboutRest} of 100`);
          expect(text).toContain(range);
        }
        expect(summary).toContain(
          `${point.about} in 100 (range ${low.short === high.short ? low.short : `${low.short} to ${high.short}`})`,
        );
        if (low.label !== high.label) return;
        for (const text of [textOf(result), textOf(patient), textOf(print), textOf(resource.text?.div ?? ''), summary])
          for (const end of [low.label, low.short]) expect(text).not.toContain(`${end} to ${end}`);
      }),
      { numRuns: 150 },
    );
  });

  test('S10: a table never says 0 or 100 of 100, nor a count beyond what validation covered', () => {
    const tableOf = (changes: Partial<Estimate>) =>
      cells(
        renderToStaticMarkup(
          <EstimateView estimate={{ ...signedCaseSample.estimate, ...changes }} level="L1" own={undefined} />,
        ),
      );
    const interval = { low: 0, high: 0.1, level: 0.9 };
    expect(tableOf({ probability: 0.001, interval })).toEqual(['fewer than 1 of 100', 'more than 99 of 100']);
    const displayRange = { low: 0.04, high: 0.5 };
    expect(tableOf({ probability: 0.6, displayRange, interval: { low: 0.5, high: 0.7, level: 0.9 } })).toEqual([
      '50 or more of 100',
      '50 or fewer of 100',
    ]);
  });

  test('the patient view says the same count in every language', () => {
    fc.assert(
      fc.property(estimates, (estimate) => {
        const facts = consentFactsOf(estimate);
        const point = facts.numbers.kind === 'estimate' ? facts.numbers.point : undefined;
        for (const language of patientLanguages) {
          const { number } = consentTexts(facts, { ...consentRecordSample, language });
          const figures = number.kind === 'estimate' ? number.frames?.map(({ figure }) => figure) : [];
          const expected =
            point?.cap === 'low' ? [1, 99] : point?.cap === 'high' ? [99, 1] : [point?.count, point?.rest];
          const said = figures?.map((figure) =>
            Number(/\d+/.exec(figure.replace(/\b100( of| de|\s?人中)?/, '').replace('of 100', ''))?.[0]),
          );
          expect(said).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('the pictures always hold 100 people, filled from the bottom row in one block (R4)', () => {
    const texts = consentTexts(consentFactsOf(), consentRecordSample);
    const markup = renderToStaticMarkup(<NumberSection number={texts.number} />);
    const squares = [...markup.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="7.2"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(squares).toHaveLength(31);
    const rows = new Map<number, number>();
    for (const [, y] of squares) rows.set(y, (rows.get(y) ?? 0) + 1);
    expect([...rows.entries()].sort((a, b) => b[0] - a[0]).map(([, inRow]) => inRow)).toEqual([10, 10, 10, 1]);
  });
});
