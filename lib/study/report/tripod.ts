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
  const perInput = (result.training.events / result.importance.inputs.length).toFixed(1);
  /** What the data cannot say: a person completes it, unless nobody was there to ask. */
  const said = (simulated: string) => (facts.simulated ? simulated : 'Complete from the study protocol.');
  return [
    ['1 Title', facts.title],
    ['2 Abstract', 'First paragraphs and "Performance".'],
    [
      '3a Context and existing models',
      'Residual back pain after vertebral augmentation; method after Ge et al. 2025 (doi 10.7150/ijms.114419), whose weights are not published.',
    ],
    [
      '3b Population, purpose and users',
      'Adults before augmentation of one osteoporotic fracture; informs the surgeon and the talk with the patient; attributes 5 to 8 of card.json.',
    ],
    ['3c Known health inequalities', said('None can exist in simulated patients.')],
    ['4 Objectives', 'Develop and internally validate five models on one split, and compare them.'],
    ['5a Source of data', facts.cohortDescription],
    ['5b Dates', said('None: no patient was seen.')],
    ['6a Setting', said('None: no hospital took part.')],
    ['6b Eligibility', said('None: every simulated patient takes part.')],
    ['6c Treatments', said('None is simulated.')],
    [
      '7 Data preparation',
      'Inside each training fold only: median fill-in, standardisation, feature selection; the same for all groups. Tables with words, decimal commas or patients twice are refused.',
    ],
    [
      '8a Outcome',
      'Pain of 4 or more out of 10 at both 3 and 30 days after surgery, the definition of Ge et al. 2022.',
    ],
    ['8b Outcome assessors', said('None: the outcome is drawn.')],
    ['8c Blinding to the outcome', said('Outcomes are drawn before any model exists.')],
    [
      '9a Choice of predictors',
      'Every clinical predictor with a published effect, age and sex; about 8 radiomics features by the training patients; see "Inputs and importance".',
    ],
    [
      '9b Definition of predictors',
      'manifest.json: each input with its unit, codes and range, and the radiomics parameters with their hash.',
    ],
    ['9c Predictor assessors', said('Outlines are drawn by two simulated readers.')],
    [
      '10 Sample size',
      `${result.patients} patients, ${result.events} events, as many as there were; ${perInput} training events per input. Small; see the limitations.`,
    ],
    [
      '11 Missing data',
      'Median of the training rows; at scoring, the span over all values that an unknown input may have. Nobody is left out. Counts are under "Patients".',
    ],
    ['12a Use of the data', 'One stratified split, 7:3; the test part is used once.'],
    ['12b Handling of predictors', 'Linear and standardised; count and measurements are not cut into classes.'],
    [
      '12c Models, tuning and validation',
      'Nested cross-validation inside the training patients; see "Method and limitations".',
    ],
    ['12d Heterogeneity between clusters', 'One source; scanners and levels as subgroups.'],
    [
      '12e Measures and plots',
      'AUROC with DeLong’s and bootstrap intervals and paired tests, average precision, counts at stated thresholds, calibration, decision curves.',
    ],
    ['12f Recalibration', 'Intercept and slope by out-of-fold predictions of the training patients, before the test.'],
    [
      '12g Calculation of predictions',
      'Mean of the members, recalibrated; the package gives the same by "npx backcast score".',
    ],
    ['13 Class imbalance', 'No resampling, no class weights: probabilities stay on the cohort’s scale.'],
    ['14 Fairness', 'No method was applied; performance by groups is under "Subgroups".'],
    ['15 Model output', 'A probability; thresholds stated before the results.'],
    ['16 Training against evaluation', 'Test rows are of the same source: internal validation only.'],
    ['17 Ethical approval', said('Not needed: no person’s data.')],
    ['18a Funding', said('None.')],
    ['18b Conflicts of interest', said('None.')],
    [
      '18c Protocol',
      said('The split, models, measures and thresholds are fixed in the study command before it sees data.'),
    ],
    ['18d Registration', said('Not registered.')],
    ['18e Data sharing', said('The commands under "Method and limitations" make the data again.')],
    ['18f Code sharing', 'The commands are stated under "Method and limitations"; the package holds the weights.'],
    ['19 Patient and public involvement', said('None.')],
    ['20a Flow of participants', 'See "Patients"; nobody is excluded.'],
    ['20b Characteristics', 'See "Patients".'],
    ['20c Training against test patients', 'See "Patients".'],
    [
      '21 Model development',
      `Training ${result.training.patients} (${result.training.events} events), test ${result.test.patients} (${result.test.events} events).`,
    ],
    ['22 Model specification', 'model.onnx and manifest.json of the package are the whole model.'],
    ['23a Model performance', 'See "Performance", "Calibration", "Clinical utility", "Thresholds" and "Subgroups".'],
    ['23b Heterogeneity of performance', 'See "Subgroups", by level and scanner.'],
    ['24 Model updating', 'None so far; card, attributes 30 and 31.'],
    ['25 Interpretation', 'First paragraphs and "Method and limitations".'],
    ['26 Limitations', 'See "Method and limitations".'],
    [
      '27a Poor or absent input',
      'The package abstains on missing or out-of-range inputs and on poor scans; its limits are in manifest.json.',
    ],
    [
      '27b Interaction and expertise',
      'A clinician confirms every input, reads the cleft and accepts the outline before there is a number.',
    ],
    ['27c Next steps', 'Validation at other hospitals, and recalibration by each; docs/monitoring.md.'],
  ];
}
