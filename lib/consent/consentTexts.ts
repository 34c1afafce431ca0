import type { ConsentFacts } from './consentFacts';
import { type ConsentRecord, type Matter, mattersChoices } from './consentRecord';
import { isolatedIn } from './isolated';
import type { MessageKey } from './messages/en';
import { type NumberText, numberText } from './numberText';
import { publishedAverages } from './publishedAverages';
import { identityLines, recordLines } from './recordTexts';
import { type Say, sayDate, sayIn } from './say';

/** One option with its two halves in the order that was chosen (R11, R12). */
export interface OptionText {
  readonly title: string;
  readonly what: string;
  readonly halves: readonly { readonly title: string; readonly items: readonly string[] }[];
}

/** Every text of the patient view, said once: screen, print and PDF lay these out and add none of their own (R20). */
export interface ConsentTexts {
  readonly title: string;
  /** That the model is a demonstration or, on any other, that it informs and is still being studied (S1). */
  readonly status: string;
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
    status: say(demonstration ? 'demonstration' : 'investigational'),
    matters: {
      title: say('mattersTitle'),
      intro: say('mattersIntro'),
      choices: mattersChoices.map((id) => ({ id, text: say(matterKeys[id]) })),
      other: say('mattersOther'),
      none: say('mattersNone'),
    },
    options: {
      title: say('optionsTitle'),
      intro: say('optionsIntro', { level: isolatedIn(record.language)(identity.level) }),
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
