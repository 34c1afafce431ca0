import { renderToStaticMarkup } from 'react-dom/server';
import { AskForDxa } from '@/app/case/data/AskForDxa';
import { ActionRow } from '@/app/case/decide/ActionRow';
import { actionsFor } from '@/lib/decide/actions';

let mockCase: object;
jest.mock('@/app/case/CaseFrame', () => ({ useCase: () => mockCase }));

const draft = { level: 'L1', conditionReference: 'Condition/1', status: 'demonstration' } as const;
const [dxa] = actionsFor({ bmdOnFile: false }).filter(({ order }) => order === 'dxa');
const places = {
  Data: () => <AskForDxa draft={draft} problem={undefined} />,
  Decide: () => <ActionRow action={dxa} draft={draft} mayOrder />,
};

describe.each(['Data', 'Decide'] as const)('a DXA on %s', (step) => {
  const shown = (ordered: string | undefined, messaging?: object) => {
    mockCase = { state: { draftOrders: ordered ? { dxa: ordered } : {} }, fhir: { session: { messaging } } };
    return renderToStaticMarkup(places[step]()).replace(/&#x27;/g, "'");
  };
  /** The button of the order, not that of the note. */
  const isOffered = (markup: string) => !/<button[^>]* disabled=""/.test(markup);

  test('is offered as long as this case has ordered none', () => {
    expect(isOffered(shown(undefined))).toBe(true);
  });

  test('is not offered again once this case has ordered it, on whichever step, and says where the draft is', () => {
    const inChart = shown('ServiceRequest/9');
    expect(isOffered(inChart)).toBe(false);
    expect(inChart).toContain('Draft order in the chart: ServiceRequest/9');
    const onScratchpad = shown('ServiceRequest/9', { handle: 'h', origin: 'https://ehr.example' });
    expect(isOffered(onScratchpad)).toBe(false);
    expect(onScratchpad).toContain("Draft order on the EHR's scratchpad: ServiceRequest/9");
    expect(onScratchpad).not.toContain('in the chart');
  });
});
