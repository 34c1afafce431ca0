import type { PerHundred } from '@/lib/core/perHundred';
import type { ConsentFacts, PatientNumbers } from './consentFacts';
import { type ConsentRecord, type Matter, mattersChoices } from './consentRecord';
import { catalogues } from './messages/catalogue';
import type { MessageKey } from './messages/en';
import { publishedAverages } from './publishedAverages';
import { type Say, sayDate, sayIn } from './say';

/** One option with its two halves in the order that was chosen (R11, R12). */
export interface OptionText {
  readonly title: string;
  readonly what: string;
  readonly halves: readonly { readonly title: string; readonly items: readonly string[] }[];
}

export interface ArrayText {
  /** People to fill in. */
  readonly count: number;
  readonly label: string;
  readonly withLegend: string;
  readonly withoutLegend: string;
  readonly tableCaption: string;
  readonly tableHead: readonly [string, string];
  readonly withOutcome: string;
  readonly withoutOutcome: string;
}

/** The estimate's part, or, on an abstention, plain words and population figures alone (R21). */
export type NumberText =
  | {
      readonly kind: 'estimate';
      readonly title: string;
      readonly lead: string;
      /** Both frames, shown at the same size (R3); absent where there is no single number. */
      readonly frames?: readonly { readonly figure: string; readonly sentence: string }[];
      readonly array?: ArrayText;
      readonly range: {
        readonly low: PerHundred;
        readonly high: PerHundred;
        readonly sentences: readonly string[];
        readonly label: string;
      };
      readonly after: readonly string[];
    }
  | { readonly kind: 'abstention'; readonly title: string; readonly sentences: readonly string[] };

/** Every text of the patient view, said once: screen, print and PDF lay these out and add none of their own (R20). */
export interface ConsentTexts {
  readonly title: string;
  readonly demonstration?: string;
  readonly matters: {
    readonly title: string;
    readonly intro: string;
    readonly choices: readonly { readonly id: Matter; readonly text: string }[];
    readonly other: string;
    readonly none: string;
  };
  readonly options: {
    readonly title: string;
    readonly intro: string;
    readonly columns: readonly OptionText[];
    readonly both: string;
    readonly orderQuestion: string;
    readonly goodFirst: string;
    readonly hardFirst: string;
  };
  readonly number: NumberText;
  readonly averages: {
    readonly title: string;
    readonly show: string;
    readonly hide: string;
    readonly sentences: readonly string[];
  };
  readonly unknown: { readonly title: string; readonly items: readonly string[] };
  readonly more: { readonly title: string; readonly items: readonly string[] };
  readonly teachBack: { readonly title: string; readonly prompt: string; readonly said: string };
  readonly questions: { readonly title: string; readonly items: readonly string[]; readonly own: string };
  /** Whose record this is, in the order name, birth date, record number, level (S4). */
  readonly identity: readonly string[];
  /** Who signed, which version, who checked the words. */
  readonly record: readonly string[];
  /** Sentences as running text: Chinese sets no space between them. */
  readonly joined: (sentences: readonly string[]) => string;
  readonly page: (page: number, pages: number) => string;
  readonly printed: (iso: string) => string;
  readonly mayChange: string;
  readonly emptyLine: string;
}

export function consentTexts(facts: ConsentFacts, record: ConsentRecord): ConsentTexts {
  const say = sayIn(record.language);
  const { numbers, demonstration, identity } = facts;
  const abstained = numbers.kind === 'abstention';
  return {
    title: say('title'),
    ...(demonstration && { demonstration: say('demonstration') }),
    matters: {
      title: say('mattersTitle'),
      intro: say('mattersIntro'),
      choices: mattersChoices.map((id) => ({ id, text: say(matterKeys[id]) })),
      other: say('mattersOther'),
      none: say('mattersNone'),
    },
    options: {
      title: say('optionsTitle'),
      intro: say('optionsIntro', { level: identity.level }),
      columns: optionColumns(say, record, abstained),
      both: say('bothChoices'),
      orderQuestion: say('optionsOrder'),
      goodFirst: say('goodFirst'),
      hardFirst: say('hardFirst'),
    },
    number: numberText(say, facts),
    averages: {
      title: say('averageTitle'),
      show: say('averageShow'),
      hide: say('averageHide'),
      sentences: averageSentences(say),
    },
    unknown: {
      title: say('unknownTitle'),
      items: [
        say('unknownWithout'),
        say('unknownProcedure'),
        say('unknownSpread'),
        ...(numbers.kind === 'estimate' && numbers.unknownInputs !== undefined
          ? [say('unknownInputs', { count: numbers.unknownInputs })]
          : []),
        say('unknownWishes'),
      ],
    },
    more: { title: say('more'), items: moreItems(say, facts) },
    teachBack: { title: say('teachBackTitle'), prompt: say('teachBack'), said: say('teachBackSaid') },
    questions: {
      title: say('questionsTitle'),
      items: [say('questionRisks'), say('questionWithout'), say('questionBones'), say('questionTime')],
      own: say('questionsOwn'),
    },
    identity: identityLines(say, facts, record),
    record: recordLines(say, facts, record),
    joined: (sentences) => sentences.join(record.language === 'zh-CN' ? '' : ' '),
    page: (page, pages) => say('pageOf', { page, pages }),
    printed: (iso) => say('printed', { date: sayDate(record.language, iso) }),
    mayChange: say('mayChange'),
    emptyLine: say('emptyLine'),
  };
}

const matterKeys: Readonly<Record<Matter, MessageKey>> = {
  walking: 'mattersWalking',
  sleep: 'mattersSleep',
  tablets: 'mattersTablets',
  'no-procedure': 'mattersNoProcedure',
};

/** Effects come from trials alone, and no size is claimed where the sources give none (R11, R14). */
function optionColumns(say: Say, { order }: ConsentRecord, abstained: boolean): OptionText[] {
  const option = (
    title: MessageKey,
    what: MessageKey,
    good: readonly string[],
    hard: readonly string[],
  ): OptionText => {
    const halves = [
      { title: say('good'), items: good },
      { title: say('hard'), items: hard },
    ];
    return {
      title: say(title),
      what: say(what),
      halves: order === 'good-first' ? halves : [halves[1], halves[0]],
    };
  };
  return [
    option(
      'cement',
      'cementIs',
      [say('cementGood')],
      [say('cementHardSham'), say('cementHardRisk'), ...(abstained ? [] : [say('cementHardPain')])],
    ),
    option(
      'noProcedure',
      'noProcedureIs',
      [say('noProcedureGood'), say('noProcedureGoodSham')],
      [say('noProcedureHard'), say('noProcedureHardNumber')],
    ),
  ];
}

function numberText(say: Say, { numbers, demonstration, trainingPatients }: ConsentFacts): NumberText {
  if (numbers.kind === 'abstention')
    return {
      kind: 'abstention',
      title: say('abstainTitle'),
      sentences: [say('abstain'), say('abstainWhy'), say('abstainNext')],
    };
  const { point } = numbers;
  return {
    kind: 'estimate',
    title: say('numberTitle'),
    lead: say('think'),
    ...(point && { frames: frames(say, point), array: arrayText(say, point) }),
    range: rangeText(say, numbers),
    after: [
      say('fromProgram'),
      ...(demonstration ? [say('learnedMadeUp')] : []),
      ...(!demonstration && trainingPatients !== undefined ? [say('learnedReal', { patients: trainingPatients })] : []),
      say('mayNotFit'),
      say('noComparison'),
    ],
  };
}

const opposite = { none: 'none', low: 'high', high: 'low' } as const;
const withIt = ({ count, cap }: PerHundred) => ({ count, cap });
const withoutIt = ({ rest, cap }: PerHundred) => ({ count: rest, cap });
/** "About 31 of 100"; the cap of those without is the opposite one. */
const figures = (say: Say, { count, rest, cap }: PerHundred) =>
  [say('figure', { count, cap }), say('figure', { count: rest, cap: opposite[cap] })] as const;

function frames(say: Say, point: PerHundred) {
  const [withFigure, withoutFigure] = figures(say, point);
  return [
    { figure: withFigure, sentence: say('withPain', withIt(point)) },
    { figure: withoutFigure, sentence: say('withoutPain', withoutIt(point)) },
  ];
}

function arrayText(say: Say, point: PerHundred): ArrayText {
  const [withFigure, withoutFigure] = figures(say, point);
  const [withSentence, withoutSentence] = [say('withPain', withIt(point)), say('withoutPain', withoutIt(point))];
  return {
    count: point.count,
    label: say('arrayLabel', { with: withSentence, without: withoutSentence }),
    withLegend: say('legendWith', { figure: withFigure }),
    withoutLegend: say('legendWithout', { figure: withoutFigure }),
    tableCaption: say('tableCaption'),
    tableHead: [say('tableOutcome'), say('tablePeople')],
    withOutcome: say('legendWith', { figure: withFigure }),
    withoutOutcome: say('legendWithout', { figure: withoutFigure }),
  };
}

function rangeText(say: Say, { point, low, high }: Extract<PatientNumbers, { kind: 'estimate' }>) {
  const bounds = { low: say('bound', withIt(low)), high: say('bound', withIt(high)) };
  const rest = {
    low: say('bound', { count: high.rest, cap: opposite[high.cap] }),
    high: say('bound', { count: low.rest, cap: opposite[low.cap] }),
  };
  return {
    low,
    high,
    sentences: point
      ? [say('notSure'), say('range', bounds), say('rangeWithout', rest)]
      : [say('rangeOnly', bounds), say('rangeWithout', rest)],
    label: say('rangeLabel', bounds),
  };
}

function averageSentences(say: Say): string[] {
  const { hospital, pooledLow, pooledHigh } = publishedAverages;
  return [
    say('averageNotYou'),
    say('averageHospital', { with: hospital.count, without: hospital.rest }),
    say('averageHospitalHow'),
    say('averagePooled', {
      low: pooledLow.count,
      high: pooledHigh.count,
      restLow: pooledHigh.rest,
      restHigh: pooledLow.rest,
    }),
  ];
}

function moreItems(say: Say, { numbers }: ConsentFacts): string[] {
  return numbers.kind === 'estimate' ? [say('painMeans'), say('earlyPain')] : [say('earlyPain')];
}

function identityLines(say: Say, { identity }: ConsentFacts, { language }: ConsentRecord): string[] {
  const { name, birthDate, recordNumber, level } = identity;
  return [
    name,
    ...(birthDate ? [say('born', { date: sayDate(language, birthDate) })] : []),
    ...(recordNumber ? [say('recordNumber', { number: recordNumber })] : []),
    say('brokenBone', { level }),
  ];
}

function recordLines(say: Say, facts: ConsentFacts, { language }: ConsentRecord): string[] {
  const { signer, identifier, programVersion, numbers } = facts;
  const { version, name, reviewer } = catalogues[language];
  const by = { name: signer.name, date: sayDate(language, signer.at) };
  return [
    numbers.kind === 'estimate' ? say('signed', by) : say('released', by),
    say('program', { version: programVersion, texts: version, language: name }),
    reviewer ? say('reviewed', { reviewer }) : say('notReviewed'),
    ...(identifier ? [say('identifier', { id: identifier.slice(0, 12) })] : []),
  ];
}
