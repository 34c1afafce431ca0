/**
 * Patient texts in plain English, as ICU messages. Reading grade and banned words are tested (R15, R18). Where another
 * language is grammatically unlike, its message may use more plural forms, but never other variables.
 */
export const en = {
  title: 'Bone cement for your broken back bone',
  demonstration: 'This is a demonstration. It must not be used for your care.',
  investigational: 'This program is still being studied. It is there to help you talk. It does not decide for you.',

  mattersTitle: 'First: what matters to you?',
  mattersIntro: 'Tick all that matter. Your care team will see this first.',
  mattersWalking: 'Walking and moving',
  mattersSleep: 'Sleeping well',
  mattersTablets: 'Taking fewer pain tablets',
  mattersNoProcedure: 'Avoiding a procedure',
  mattersOther: 'Something else',
  mattersNone: 'Nothing was ticked yet.',

  optionsTitle: 'Your choices, side by side',
  optionsIntro: 'You have a broken bone in your back, at {level}. You have more than one choice. Ask about each one.',
  optionsOrder: 'Which part comes first?',
  goodFirst: 'What may be good',
  hardFirst: 'What may be hard',
  good: 'What may be good',
  hard: 'What may be hard',
  cement: 'Bone cement',
  cementIs: 'Your surgeon puts bone cement into the broken bone.',
  cementGood:
    'Some studies compared it with care without a procedure. People with cement had less pain for up to 6 months.',
  cementHardSham: 'Other studies compared it with a pretend procedure. The pain was about the same in both groups.',
  cementHardRisk: 'It is a procedure. Ask your surgeon what can go wrong.',
  cementHardPain: 'Some people still have back pain about one month later. The next part tells you how many.',
  noProcedure: 'No procedure',
  noProcedureIs: 'You have other care for pain. No cement goes into the bone.',
  noProcedureGood: 'You stay clear of the risks of a procedure.',
  noProcedureGoodSham: 'In some studies, a pretend procedure did about as well as cement.',
  noProcedureHard: 'In other studies, people without a procedure had more pain for up to 6 months.',
  noProcedureHardNumber: 'We have no number that is about you here. What you see is what studies found.',
  bothChoices: 'Weak bones need care with each choice. Ask about medicine for your bones.',

  numberTitle: 'How many people still have pain?',
  think: 'Think of 100 people like you who have bone cement.',
  withPain:
    '{cap, select, low {Fewer than 1 of them still has} high {More than 99 of them still have} atMost {{count} or fewer of them still have} atLeast {{count} or more of them still have} other {{count, plural, one {About # of them still has} other {About # of them still have}}}} back pain of 4 or more out of 10 about one month later.',
  withoutPain:
    '{cap, select, low {More than 99 of them do} high {Fewer than 1 of them does} atMost {{count} or more of them do} atLeast {{count} or fewer of them do} other {{count, plural, one {About # of them does} other {About # of them do}}}} not have back pain of 4 or more about one month later.',
  figure:
    '{cap, select, low {Fewer than 1} high {More than 99} atMost {{count} or fewer} atLeast {{count} or more} other {About {count, number}}} of 100',
  arrayLabel: '100 people. {with} {without}',
  legendWith: '{figure} with this back pain',
  legendWithout: '{figure} without it',
  tableCaption: 'The same numbers in a table',
  tablePeople: 'People out of 100',
  tableOutcome: 'About one month later',
  notSure: 'We are not sure of this number.',
  noSingle: 'We cannot give one number.',
  range: 'It could be as low as {low} or as high as {high} out of 100.',
  rangeBounded: 'It could be anywhere from {low} to {high} out of 100.',
  rangeOne: 'It is likely to be {low} out of 100.',
  rangeOneWithout: 'That means {low} people may not have this pain.',
  rangeWithout: 'That means from {low} to {high} people may not have this pain.',
  bound:
    '{cap, select, low {fewer than 1} high {more than 99} atMost {{count} or fewer} atLeast {{count} or more} other {{count, number}}}',
  rangeLabel: 'From {low} to {high} people out of 100 with back pain',
  painMeans: 'The pain is 4 or more out of 10. People had it 3 days and again 30 days after the cement.',
  fromProgram: 'The number comes from a computer program.',
  learnedMadeUp: 'It learned from made-up patients. It must not be used for your care.',
  learnedReal: 'It learned from {patients, plural, one {# patient} other {# patients}} at one hospital.',
  mayNotFit: 'It may not fit you. Your surgeon has checked it.',
  noComparison: 'This number does not tell you if cement will help you more than other care. Ask about both.',

  abstainTitle: 'No number for you',
  abstain: 'The computer cannot give a good number for you. This is not bad news.',
  abstainWhy: 'Your scan or your health is not like the patients it learned from.',
  abstainNext: 'Your surgeon will talk with you about your own case.',

  averageShow: 'Show what other people had',
  averageHide: 'Hide what other people had',
  averageTitle: 'What other people had',
  averageNotYou: 'These numbers are about other people. They are not about you.',
  averageHospital:
    'At one hospital in Shanghai, China, 856 people had this treatment. Out of 100 of them, about {with} still had back pain. About {without} did not.',
  averageHospitalHow: 'The report came out in 2025. It does not say how they asked about pain.',
  averagePooled:
    'Other studies were put together. Out of 100 people, between {low} and {high} still had back pain. Between {restLow} and {restHigh} did not.',

  unknownTitle: 'What we do not know',
  unknownWithout: 'We do not know what your pain will be without cement.',
  unknownProcedure: 'We do not know how the procedure will go.',
  unknownSpread: 'We do not know how the cement will spread in the bone.',
  unknownInputs:
    '{count, plural, =0 {The computer had all the facts that it asks for.} one {# fact about you was not known to the computer.} other {# facts about you were not known to the computer.}}',
  unknownWishes: 'The computer does not know what you want. You do.',

  more: 'More about this',
  earlyPain: 'Early pain may last some weeks.',

  teachBackTitle: 'In your own words',
  teachBack: 'Please tell me in your own words what this means to you.',
  teachBackSaid: 'What you said',

  questionsTitle: 'Your questions',
  questionRisks: 'What can go wrong, and how often?',
  questionWithout: 'What can I do for my pain without cement?',
  questionBones: 'What can I do for my bones?',
  questionTime: 'Can I take time to decide?',
  questionsOwn: 'My own questions',

  born: 'Born {date}',
  recordNumber: 'Record number {number}',
  brokenBone: 'Broken bone: {level}',
  signed: 'Checked and signed by {name} on {date}.',
  released: 'Shown by {name} on {date}. There is no signed number.',
  identifier: 'Number of this record: {id}',
  program: 'Program version {version}, words version {texts} ({language}).',
  reviewed: 'The words were checked by {reviewer}.',
  notReviewed: 'No named person has checked these words yet.',
  printed: 'Printed {date}',
  pageOf: 'Page {page, number} of {pages, number}',
  mayChange: 'This paper does not change when your case does. Ask your surgeon if it still holds.',
  emptyLine: 'Space to write',
} as const;

export type MessageKey = keyof typeof en;
/** Every language has every message: a missing one is a type error, and a failed test. */
export type Messages = Readonly<Record<MessageKey, string>>;
