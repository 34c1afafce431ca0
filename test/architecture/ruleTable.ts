/** Where a rule of the design is shown: a test file and words of one of its test names. */
export type Shown = readonly [file: string, words: string];

export interface RuleEntry {
  readonly shownBy?: readonly Shown[];
  /** What of the rule is not built; such a rule or part is printed by the test, never passed over. */
  readonly notBuilt?: string;
}

const consentTexts = 'test/unit/consent/consentTexts.test.ts';
const rightToLeft = 'test/unit/consent/rightToLeft.test.tsx';
const plainLanguage = 'test/unit/consent/plainLanguage.test.ts';
const sameNumber = 'test/unit/consent/sameNumber.test.tsx';
const consent = 'test/e2e/consent.test.ts';
const journey = 'test/e2e/journey.test.ts';
const launch = 'test/e2e/launch.test.ts';
const corrections = 'test/e2e/corrections.test.ts';
const decide = 'test/e2e/decide.test.ts';
const imaging = 'test/e2e/imaging.test.ts';
const score = 'test/unit/model/score.test.ts';
const service = 'test/protocol/cds/service.test.ts';
const card = 'test/unit/cds/buildCard.test.ts';
const orders = 'test/e2e/orderEntry.test.ts';
const written = 'test/unit/fhir/writeSigned.test.ts';
const chart = 'test/unit/fhir/chart.test.ts';
const headers = 'test/unit/server/securityHeaders.test.ts';
const result = 'test/unit/app/resultScreen.test.tsx';
const screens = 'test/e2e/screens.test.ts';
const modelCard = 'test/e2e/modelCard.test.ts';
const ehrStyle = 'test/e2e/ehrStyle.test.ts';
const imagingViewer = 'test/e2e/imagingViewer.test.ts';
const stepRail = 'test/e2e/stepRail.test.ts';
const site = 'test/unit/bin/siteCommands.test.ts';
const ownTab = 'test/e2e/ownTab.test.ts';
const keyboard = 'test/e2e/keyboard.test.ts';
const shortcutKeys = 'test/unit/client/shortcutKeys.test.ts';

/** Every rule R, S, E and C and every screen P of the design by its number. */
export const ruleTable: Readonly<Record<string, RuleEntry>> = {
  R1: {
    shownBy: [
      [plainLanguage, 'R1, R2, R6, R18: hold none of the banned words'],
      [sameNumber, 'result screen, pictures, patient view, print, RiskAssessment and card say the same'],
    ],
  },
  R2: { shownBy: [[plainLanguage, 'R2: name no other denominator than 100']] },
  R3: { shownBy: [[consentTexts, 'R3: give both frames']] },
  R4: {
    shownBy: [
      [sameNumber, 'the pictures always hold 100 people'],
      [consentTexts, 'R4: repeat the counts'],
    ],
  },
  R5: {
    shownBy: [
      ['test/unit/consent/consentPdf.test.ts', 'R20, R4: says the count of the screen, draws as many filled people'],
    ],
  },
  R6: { shownBy: [[plainLanguage, 'R1, R2, R6, R18']] },
  R7: { shownBy: [[consentTexts, 'R7: name the time and the pain']] },
  R8: {
    shownBy: [
      [consentTexts, 'R8: say whom the number comes from'],
      ['test/unit/consent/consentGate.test.ts', 'tells the patient how many patients the program learned from'],
    ],
  },
  R9: { shownBy: [[consentTexts, 'R9: give the uncertainty as numbers']] },
  R10: { shownBy: [[consent, 'R10, R12, R17, R22: averages on request alone']] },
  R11: { shownBy: [[consentTexts, 'R11: set the choices side by side']] },
  R12: { shownBy: [[consentTexts, 'R12: the order of good and hard']] },
  R13: { shownBy: [[consentTexts, 'R13: what the pain means in full']] },
  R14: { shownBy: [[consentTexts, 'R14: no effect of the treatment is given as a number']] },
  R15: {
    shownBy: [
      [plainLanguage, 'R15: reads at grade 6'],
      [plainLanguage, 'R15: has no sentence of more than 20 words'],
    ],
  },
  R16: {
    shownBy: [
      ['test/unit/ui/contrast.test.ts', 'have 3:1 on every surface'],
      // Filled squares against rings: the picture is told apart without its colours.
      [sameNumber, 'the pictures always hold 100 people'],
    ],
  },
  R17: { shownBy: [[consent, 'R10, R12, R17, R22']] },
  R18: { shownBy: [[plainLanguage, 'R18: hold no smiling face']] },
  R19: { shownBy: [[consent, 'R19, S3: before the signature the patient view holds no number']] },
  R20: { shownBy: [[sameNumber, 'R20: one number everywhere']] },
  R21: { shownBy: [[consentTexts, 'R21: an abstention gives plain words']] },
  R22: { shownBy: [[consent, 'R10, R12, R17, R22']] },

  S1: {
    shownBy: [
      [journey, 'S1: every step says what it is for and that it is a demonstration'],
      [written, 'says that a machine asserted it, that it is test data'],
    ],
  },
  S2: {
    shownBy: [
      [journey, 'the typical patient: own estimate first'],
      ['test/protocol/cds/appEvents.test.ts', 'S2, S16: keeps how the own estimate lay'],
      [
        'test/unit/client/ownEstimateFirst.test.ts',
        "is neither on a screen nor to be signed before the clinician's own",
      ],
      [stepRail, 'S2: cannot decide or sign, nor see a number there, before the own estimate'],
      ['test/unit/client/caseStore.test.ts', 'S2: of one fracture is not kept for another'],
    ],
  },
  S3: {
    shownBy: [
      ['test/unit/consent/consentGate.test.ts', 'R19, S3: stays closed before the signature'],
      ['test/e2e/ehrStyle.test.ts', 'S3: prints nothing of the case'],
      [stepRail, 'S3, S5: has neither result nor anything to sign after rejecting the outline that was accepted'],
    ],
  },
  S4: {
    shownBy: [
      [launch, 'for two patients at once in one tab, and neither frame ever shows the other'],
      [consentTexts, 'S4: name the patient'],
      [launch, 'sees, in the narrowest frame, whose case it is wherever the page is scrolled to'],
      [written, 'no other patient is touched'],
      ['test/unit/fhir/correct.test.ts', 'is not corrected from this launch'],
      ['test/unit/app/confirmations.test.tsx', 'S4: whose case it is by name, birth date and record number'],
    ],
  },
  S5: {
    shownBy: [
      [launch, 'and cannot go on where order and fracture name different levels'],
      ['test/e2e/imagingViewer.test.ts', 'a wrong level is named by the reader'],
      ['test/unit/client/imaging/withoutAcceptance.test.ts', 'S3, S5: %s takes back the acceptance and the result'],
    ],
  },
  S6: { shownBy: [[score, 'abstains with its reason, value, limit and remedy']] },
  S7: { shownBy: [[score, 'is said beside the number']] },
  S8: { shownBy: [[score, 'with an unknown input spans the results of all its values']] },
  S9: {
    shownBy: [
      [consentTexts, 'S9: a range too wide for one number'],
      ['test/unit/app/estimatesInChart.test.tsx', 'S9, S10: are shown with their range'],
    ],
  },
  S10: {
    shownBy: [
      ['test/unit/core/perHundred.test.ts', 'S10: never reads as certain'],
      ['test/unit/core/perHundred.test.ts', 'S10: beyond what validation covered it is a bound'],
      [sameNumber, 'R20: one number everywhere'],
    ],
  },
  S11: {
    shownBy: [
      [score, 'gives direction and size by replacing each input'],
      [result, 'is said as linked, with direction and size in people, never as a cause'],
      [result, 'holds CT texture as one row'],
      [journey, 'An outline one voxel larger or smaller moves it by up to'],
    ],
  },
  S12: { shownBy: [[journey, 'S12: what a wrong reading would change is marked as simulation']] },
  S13: {
    shownBy: [
      ['test/unit/model/siteFacts.test.ts', 'S13: a calibration for this version is used'],
      [score, 'is recalibrated by the site after the package'],
      [result, 'S13: says that it is not adjusted to the hospital'],
      [site, 'proposes, takes two approvals'],
    ],
  },
  S14: {
    shownBy: [
      [corrections, 'a value with a reason: the chart keeps its own'],
      [chart, 'keeps its unit, date, age, source with version, and original value'],
      [launch, 'opens the very resource behind a value'],
      ['test/unit/client/inputChanges.test.ts', 'is each correction'],
      [stepRail, 'S14: gets another result after correcting an input behind a result'],
      ['test/unit/client/assessmentRun.test.ts', 'and the first is no result of that case'],
    ],
  },
  S15: {
    shownBy: [
      [consentTexts, 'S15, E14: name signer, version'],
      [result, 'are in the method of the RiskAssessment, the digest in full'],
      [result, 'are the same on the screen and on paper'],
      ['test/unit/server/siteRegistry.test.ts', 'S15: takes the digest of the image that runs'],
    ],
  },
  S16: {
    shownBy: [
      ['test/protocol/cds/appEvents.test.ts', 'is in the audit chain and counted'],
      ['test/protocol/cds/appEvents.test.ts', 'S16: keeps a signature and the write that it led to as two events'],
      ['test/e2e/noPatientData.test.ts', 'no identifier of any synthetic patient'],
    ],
  },
  S17: {
    shownBy: [
      [corrections, 'a signed estimate: amended with a note, withdrawn as entered in error'],
      [consentTexts, 'S17: carry the number by which the chart tells whether the paper still holds'],
      [corrections, 'a signed estimate on a server without RiskAssessment'],
      ['test/unit/fhir/correct.test.ts', 'what is said of it is what happened'],
      ['test/unit/fhir/placeInChart.test.ts', 'each day ends with what was signed in force, once'],
      ['test/unit/app/receipt.test.tsx', 'S17: strikes a withdrawn number through'],
    ],
  },
  S18: {
    shownBy: [
      [corrections, 'nothing silently: a chart that changed before the signature'],
      [written, 'a finding that was not there before'],
      ['test/unit/fhir/earlierEstimates.test.ts', 'S18: an input at another version'],
      ['test/unit/cds/signedEstimates.test.ts', 'once a newer bone density or cleft reading is on file'],
      ['test/unit/fhir/signedInChart.test.ts', 'does not once a newer %s is on file, as for the cards'],
      ['test/unit/consent/consentGate.test.ts', 'S18: stays closed where %s'],
    ],
  },
  S19: {
    shownBy: [
      [journey, 'S19: disagreeing blocks nothing'],
      ['test/e2e/disagreement.test.ts', "words with the patient's name are refused with the reason, nothing is sent"],
      ['test/e2e/disagreement.test.ts', 'what the server cannot keep is told, the words stay over steps'],
      ['test/unit/core/identifiersIn.test.ts', 'S19: words of a clinician that tell nothing of who the patient is'],
      ['test/unit/core/identifiersIn.test.ts', 'is found in any text around it, in any case, with any diacritics'],
      ['test/protocol/cds/appEvents.test.ts', 'in the audit chain and the counters without them'],
      ['test/unit/bin/disagreements.test.ts', 'lists what is open, the oldest first'],
    ],
  },
  S20: {
    shownBy: [
      ['test/unit/model/siteFacts.test.ts', 'S20: with %s stopped'],
      [score, "['switched-off', {}, { modelEnabled: false }]"],
      ['test/unit/cds/signedEstimates.test.ts', 'once the site stopped its model, or its version'],
      ['test/unit/consent/consentGate.test.ts', 'S20: with %s stopped at the site'],
      ['test/unit/client/ownEstimateFirst.test.ts', 'S20: is nothing once the site stopped the model'],
    ],
  },
  S21: { shownBy: [[decide, 'P4, S21: a threshold in people out of 100']] },
  S22: { shownBy: [['test/unit/server/siteRegistry.test.ts', 'then nothing is written and nobody may frame']] },
  S23: {
    shownBy: [
      ['test/unit/bin/siteCommands.test.ts', 'ends with 3 where a limit is passed'],
      ['test/unit/bin/siteCommands.test.ts', '"too few to judge" for the first weeks'],
      ['test/reference/monitoring/siteMonitoring.test.ts', 'against statsmodels and scipy'],
    ],
  },
  S24: {
    shownBy: [
      ['test/unit/study/update.test.ts', 'is "none" for about 95 of 100 sites'],
      ['test/unit/study/update.test.ts', 'leaves every earlier version as it was'],
      ['test/unit/bin/siteCommands.test.ts', 'proposes, takes two approvals'],
    ],
  },

  E1: {
    shownBy: [
      [imaging, 'a body is outlined, corrected and accepted by keyboard alone'],
      [launch, 'and axe finds nothing wrong'],
      ['test/e2e/keyboard.test.ts', 'at 200 % zoom, where every control that has the focus is seen'],
      [screens, 'every screen at 320, 600 and 1280 px, light and dark, is as kept, and axe finds nothing'],
    ],
  },
  E2: {
    shownBy: [
      [imaging, 'at %d px nothing is wider than the window'],
      [launch, 'in a frame of %s px, and sees four tiles'],
      [launch, 'a bar that hides little'],
    ],
  },
  E3: {
    shownBy: [
      ['test/unit/consent/consentPdf.test.ts', 'draws as many filled people, and 100 in all'],
      [decide, 'the curve or its table'],
    ],
  },
  E4: {
    shownBy: [
      [imaging, 'single keys can be turned off, and then do nothing'],
      [shortcutKeys, 'after any changes no two actions share a key'],
      [
        keyboard,
        'gives an action of the imaging screen another key; the old one is silent, and a reload keeps it (E4)',
      ],
    ],
  },
  E5: {
    shownBy: [
      [headers, 'lets only listed EHRs frame the app'],
      [ownTab, 'a frame of the EHR that is too narrow, or fails: the way into a tab of its own'],
      [ownTab, 'after the sign-in ended it is offered as well'],
    ],
  },
  E6: {
    shownBy: [
      [consent, 'E6: inside the sandboxed frame of an EHR the PDF comes as a download'],
      [ownTab, 'the tab starts empty, the EHR asks for the patient, and the frame keeps its own case'],
    ],
  },
  E7: {
    shownBy: [
      [launch, 'in a frame of %s px, and sees four tiles'],
      [ownTab, 'E7: outside of a frame there is none'],
    ],
  },
  E8: { shownBy: [['test/unit/client/caseStore.test.ts', 'carries the launch through the redirect in its name']] },
  E9: {
    shownBy: [
      ['test/protocol/launch/launch.test.ts', 'is cleared by a new launch while the sign-in still holds (E9)'],
      [ownTab, 'E9, S4: the tab starts empty'],
    ],
  },
  E10: {
    shownBy: [
      ['test/unit/smart/ehrStyle.test.ts', 'whatever it asks for, text keeps 4.5:1 and marks 3:1 on every surface'],
      ['test/unit/smart/ehrStyle.test.ts', 'never recolours an estimate, a state or the focus'],
      ['test/e2e/ehrStyle.test.ts', 'the chart data take its ground and ink, and axe finds nothing'],
    ],
  },
  E11: {
    shownBy: [
      ['test/unit/ui/contrast.test.ts', 'words on the accent have 4.5:1'],
      [screens, 'every screen at 320, 600 and 1280 px, light and dark'],
      [ehrStyle, 'prints black on white all the same'],
    ],
  },
  E12: {
    shownBy: [
      ['test/e2e/session.test.ts', 'a sign-in that ends while a surgeon works (E12)'],
      ['test/protocol/launch/launch.test.ts', 'what was entered, when the sign-in cannot be extended (E12)'],
    ],
  },
  E13: { shownBy: [[consent, 'E13, R20, S4: prints two pages of A4 and of Letter']] },
  E14: {
    shownBy: [
      ['test/unit/consent/catalogue.test.ts', 'E14: has every message of the English one'],
      ['test/unit/consent/catalogue.test.ts', 'E14: one person is said in the singular'],
      [rightToLeft, 'E14: letters of a word stand from right to left, figures of a number from left to right'],
      [rightToLeft, 'E14, R9: the range is read as 19, then 44'],
      [rightToLeft, 'is found in the PDF of each language as it is written'],
      [consent, 'E14: in Hebrew the view begins at the right'],
    ],
    notBuilt: 'No named person has reviewed a translation yet, and every view and print says so.',
  },
  E15: {
    shownBy: [
      ['test/unit/client/scratchpad.test.ts', 'goes to the origin of the launch and no other'],
      ['test/e2e/scratchpad.test.ts', 'goes through the chart page and not through FHIR'],
      [decide, 'E15: the line for a note goes to the clipboard'],
    ],
  },
  E16: {
    shownBy: [
      [written, 'on a server without RiskAssessment is an Observation'],
      [journey, 'E16: a site that grants read scopes only says so; the estimate is signed for a note'],
      [written, 'E16: signed for a note'],
      ['test/unit/client/writeTarget.test.ts', 'where a signature is written (E16, S22)'],
    ],
  },

  C1: {
    shownBy: [
      [service, 'with an order of an unknown code is answered with no card'],
      [orders, 'brings exactly the card that the case is there for'],
    ],
  },
  C2: {
    shownBy: [
      [card, 'never stops an order'],
      [orders, 'and no card stands in the way of signing the order'],
    ],
  },
  C3: {
    shownBy: [
      [service, 'is answered with no card and status 200 for a hook'],
      ['test/protocol/cds/databaseOutage.test.ts', 'while the database is away no order waits'],
      ['test/unit/cds/certainAbstention.test.ts', 'brings none, by the limits of the package (S6)'],
    ],
  },
  C4: {
    shownBy: [
      [service, 'the case is silent for 30 days'],
      ['test/unit/cds/augmentationOrder.test.ts', 'a draft that the bundle holds twice is one order (C4)'],
      [orders, 'a card that was set aside with a reason does not come back'],
    ],
  },
  C5: { shownBy: [[service, 'a slow server is given up at the deadline']] },
  C6: {
    shownBy: [
      [card, 'each creates a draft (C6)'],
      [orders, 'accepting the suggested DXA puts a valid draft order into the chart'],
    ],
  },
  C7: {
    shownBy: [
      [card, 'a detail of at most four lines (C7)'],
      [card, 'details name what was found with its date (C7)'],
    ],
  },

  P1: {
    shownBy: [
      [launch, 'in a frame of %s px, and sees four tiles'],
      [launch, 'shows in the tile %s what its purpose says'],
      [launch, 'opens the very resource behind a value'],
      [corrections, 'a missing bone density by asking for it'],
    ],
  },
  P2: {
    shownBy: [
      [imaging, 'the cleft question is answered before the gas hint is seen'],
      [imaging, 'a body is outlined, corrected and accepted by keyboard alone'],
      [imagingViewer, 'a wrong level is named by the reader'],
      [stepRail, 'P2: keeps, through a reload, that the cleft was answered before the gas hint'],
      ['test/unit/model/scanLimits.test.ts', 'is within all of them when it is like the training scans'],
    ],
  },
  P3: {
    shownBy: [
      [journey, 'the typical patient: own estimate first'],
      [journey, 'a cleft that nobody can tell leaves no number'],
      [result, 'names the inputs that are not known and how far the estimate could lie'],
      [result, 'counts similar patients'],
      [result, 'holds CT texture as one row'],
    ],
  },
  P4: {
    shownBy: [
      [decide, 'P4, S21: a threshold in people out of 100'],
      [decide, 'C6, S4: a draft order lands once in the chart'],
      [decide, 'E15: the line for a note goes to the clipboard'],
      [decide, 'R21, P4: on an abstention no threshold is asked'],
    ],
  },
  P5: {
    shownBy: [
      [consent, 'P5: handed over, no address, reload or back button leaves the patient view'],
      [consent, 'P5: what matters comes first, then choices, picture, range, what is not known, own words, questions'],
      [consent, 'E13, R20, S4: prints two pages'],
    ],
  },
  P6: {
    shownBy: [
      ['test/unit/client/inputChanges.test.ts', 'is each choice between values that contradict each other'],
      [corrections, 'a value with a reason: the chart keeps its own'],
      [journey, 'E16: a site that grants read scopes only says so; the estimate is signed for a note'],
    ],
  },
  P7: {
    shownBy: [
      [modelCard, 'shows the 31 source attributes of the package'],
      [modelCard, 'lists exactly the limits that the engine enforces'],
      [modelCard, 'how good the study was'],
      [modelCard, 'with the history of versions'],
      [modelCard, 'hands out the CHAI card'],
    ],
  },
  P8: {
    shownBy: [[site, 'ends with 3 where a limit is passed']],
    notBuilt:
      'Monitoring, recalibration and the queue of disagreements are commands (docs/monitoring.md), not a page /monitor; the card metrics are at /api/metrics.',
  },
  P9: {
    shownBy: [
      [service, 'lists one service a hook with the fields that CDS Hooks 2.0.1 requires'],
      [orders, 'brings exactly the card that the case is there for'],
    ],
  },
  P10: {
    shownBy: [
      ['test/protocol/sandbox/fhirServer.test.ts', 'holds at least 14 patients, each with a purpose'],
      ['test/e2e/sandboxScreens.test.ts', 'switches are set from their screen, and all are on it'],
    ],
  },
};
