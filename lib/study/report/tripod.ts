import type { StudyResult } from '../runStudy';

/** What the report says that the figures do not hold. */
export interface ReportFacts {
  readonly title: string;
  readonly cohortDescription: string;
  readonly simulated: boolean;
  /** The equation that drew the outcomes, if they were drawn. */
  readonly equation?: string;
  /** The commands that give these figures again. */
  readonly commands: readonly string[];
}

/** Items of TRIPOD+AI (Collins et al., BMJ 2024;385:e078378), each with the answer or the place of it. */
export function tripodItems(
  result: StudyResult,
  facts: ReportFacts,
): readonly (readonly [item: string, answer: string])[] {
  const protocol = 'Complete from the study protocol.';
  const perInput = (result.training.events / result.importance.inputs.length).toFixed(1);
  return [
    ['1 Title', facts.title],
    ['2 Abstract', 'First paragraph and "Performance".'],
    [
      '3 Background',
      'Residual back pain after vertebral augmentation; method after Ge et al. 2025 (doi 10.7150/ijms.114419).',
    ],
    ['4 Objectives', 'Develop and internally validate five models on one split, and compare them.'],
    ['5 Data', facts.cohortDescription],
    ['6 Participants', facts.simulated ? 'Simulated; items on recruitment do not apply.' : protocol],
    ['7 Data preparation', 'Inside each training fold only: median fill-in, standardisation, feature selection.'],
    ['8 Outcome', 'Pain of 4 or more out of 10 at both 3 and 30 days after surgery.'],
    [
      '9 Predictors',
      'Clinical predictors with a published effect, age and sex, and about 8 radiomics features; see "Inputs and importance".',
    ],
    [
      '10 Sample size',
      `${result.patients} patients, ${result.events} events; ${perInput} training events per input. Small; see the limitations.`,
    ],
    [
      '11 Missing data',
      'Median of the training rows; at scoring, the span over all values that an unknown input may have.',
    ],
    [
      '12 Analytical methods',
      'Nested cross-validation for hyper-parameters, recalibration by cross-fitting; see "Method and limitations".',
    ],
    ['13 Class imbalance', 'No resampling, no class weights: probabilities stay on the cohort’s scale.'],
    ['14 Fairness', 'See "Subgroups".'],
    ['15 Model output', 'A probability; thresholds stated before the results.'],
    ['16 Training against evaluation', 'Test rows are of the same source: internal validation only.'],
    ['17 Ethical approval', facts.simulated ? 'Not needed: no person’s data.' : protocol],
    ['18 Open science', 'Code, seed and commands are stated below; the package holds the weights.'],
    ['19 Patient and public involvement', facts.simulated ? 'None.' : protocol],
    [
      '20 Participants',
      `Training ${result.training.patients} (${result.training.events} events), test ${result.test.patients} (${result.test.events} events).`,
    ],
    ['21 Model development', 'See "Inputs and importance" and "Method and limitations".'],
    ['22 Model specification', 'model.onnx and manifest.json of the package are the whole model.'],
    ['23 Model performance', 'See "Performance", "Calibration", "Clinical utility" and "Thresholds".'],
    ['24 Model updating', 'None so far; card, attributes 30 and 31.'],
    ['25 Interpretation', 'First paragraph and "Method and limitations".'],
    ['26 Limitations', 'See "Method and limitations".'],
    ['27 Usability', 'The package abstains on missing or out-of-range inputs; its limits are in manifest.json.'],
  ];
}
