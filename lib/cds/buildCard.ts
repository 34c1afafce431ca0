import { formatDate } from '@/lib/core/dates';
import { endsPerHundred, perHundred, rangeInWords } from '@/lib/core/perHundred';
import { draftOrder, type SuggestedOrder, suggestionText } from '@/lib/fhir/write/draftOrder';
import type { Card, Link, Suggestion } from './card';
import type { CardChoice } from './chooseCard';
import type { OrderFacts } from './orderFacts';
import { overrideReasons } from './overrideReasons';

/** Where a smart link opens the app; the launch reads it from `appContext`. Holds references, never patient data. */
export interface AppContext {
  readonly order: string;
  readonly level?: string;
  readonly step: 'data' | 'imaging' | 'consent';
}

export interface CardSurroundings {
  readonly patientId: string;
  /** Public base URL of the app, without a trailing slash. */
  readonly appUrl: string;
  readonly now: Date;
  readonly newUuid: () => string;
  /** The same for the same card and order, so that feedback tells what was accepted without a list of all that was suggested. */
  readonly suggestionUuid: (cardUuid: string, order: SuggestedOrder) => string;
}

interface CardText {
  readonly summary: string;
  readonly detail: readonly string[];
  readonly indicator: Card['indicator'];
  readonly orders: readonly SuggestedOrder[];
  readonly step: AppContext['step'];
  readonly linkLabel: string;
}

const topic = { system: 'https://backcast.example/fhir/CodeSystem/card-topic', display: 'Residual back pain' };

/** The card in the wording of experience.md: summary under 140 characters, detail of at most four lines (C2, C6, C7). */
export function buildCard(choice: CardChoice, facts: OrderFacts, around: CardSurroundings): Card {
  const text = cardText(choice, facts);
  const uuid = around.newUuid();
  const suggestions = text.orders.map((order) => suggestion(order, around.suggestionUuid(uuid, order), facts, around));
  const context: AppContext = {
    order: facts.orderReference,
    step: text.step,
    ...(facts.level && { level: facts.level }),
  };
  const links: Link[] = [
    { label: text.linkLabel, url: `${around.appUrl}/launch`, type: 'smart', appContext: JSON.stringify(context) },
  ];
  return {
    uuid,
    summary: text.summary,
    detail: [...text.detail, `[What this estimate is and is not](${around.appUrl}/model)`].join('  \n'),
    indicator: text.indicator,
    source: { label: 'Backcast', url: `${around.appUrl}/model`, topic: { ...topic, code: choice.kind } },
    ...(suggestions.length > 0 && { suggestions, selectionBehavior: 'any' as const }),
    overrideReasons,
    links,
  };
}

function cardText(choice: CardChoice, facts: OrderFacts): CardText {
  const why = `Augmentation at ${facts.level} is being ordered.`;
  switch (choice.kind) {
    case 'no-bmd':
      return {
        summary:
          'No bone density (BMD) in 24 months. Residual back pain risk cannot be estimated before vertebral augmentation.',
        detail: [
          why,
          `Missing: a DXA T-score from the last 24 months${facts.bmdSource ? ` (last: ${facts.bmdSource})` : ''}.`,
        ],
        indicator: 'info',
        orders: ['dxa'],
        step: 'data',
        linkLabel: 'Open the case in Backcast',
      };
    case 'ready-to-review':
      return {
        summary:
          'Spine CT and BMD found. Residual back pain risk can be reviewed before this order is signed (about 2 minutes).',
        detail: [why, `Found: ${facts.ctSource}; ${facts.bmdSource}.`, toDo(facts)],
        indicator: 'info',
        orders: facts.fasciaRecorded || facts.ordersInPlace.has('spine-mri') ? [] : ['spine-mri'],
        step: 'data',
        linkLabel: 'Review in Backcast',
      };
    case 'cleft-unrecorded':
      return {
        summary:
          'Intravertebral cleft not recorded for this fracture. Add a CT reading to complete the residual back pain review.',
        detail: [why, `Missing: a reading of the ${facts.ctSource} for an intravertebral cleft.`],
        indicator: 'info',
        orders: [],
        step: 'imaging',
        linkLabel: 'Read the CT in Backcast',
      };
    case 'signed-estimate':
      return signedText(choice);
  }
}

const toDo = ({ fasciaRecorded }: OrderFacts): string =>
  fasciaRecorded
    ? 'To do: confirm the vertebra on the CT.'
    : 'To do: confirm the vertebra on the CT. Not on file: thoracolumbar fascia (MRI with STIR).';

function signedText({ signed, openActions }: Extract<CardChoice, { kind: 'signed-estimate' }>): CardText {
  const [day, month] = formatDate(signed.signedOn).split(' ');
  const { about } = perHundred(signed.probability, signed.displayRange);
  const [low, high] = endsPerHundred(signed, signed.displayRange);
  const estimate = `${about} in 100 (range ${rangeInWords(low, high, 'short')})`;
  const demonstration = 'Demonstration model, trained on simulated patients: not for care.';
  return {
    summary: `Signed estimate ${day} ${month}: ${estimate} have residual back pain. No osteoporosis treatment on file.`,
    detail: [
      ...(signed.demonstration ? [demonstration] : []),
      `Signed on ${formatDate(signed.signedOn)} for ${signed.level}: pain of 4 or more out of 10 at 3 and 30 days.`,
      'The estimate does not say whether to operate. Treatment of osteoporosis is indicated anyway.',
    ],
    indicator: 'warning',
    orders: openActions,
    step: 'consent',
    linkLabel: 'Open the consent view',
  };
}

function suggestion(
  order: SuggestedOrder,
  uuid: string,
  { level }: OrderFacts,
  { patientId, now }: CardSurroundings,
): Suggestion {
  const { label, description } = suggestionText(order);
  const resource = draftOrder(order, patientId, level, now.toISOString());
  return { label, uuid, actions: [{ type: 'create', description, resource }] };
}
