import type { ModelCard } from '@/lib/model/card';
import type { ModelManifest } from '@/lib/model/manifest';
import type { StudyResult } from './runStudy';

const notAvailable = 'Not available';

/** The card of a package: values from the manifest and the study; what nobody has said is "Not available". */
export function buildCard(manifest: ModelManifest, result: StudyResult): ModelCard {
  const facts = factsOf(manifest, result);
  return {
    schema: 'backcast-card/1',
    attributes: attributesOf(manifest, facts),
    chai: chaiOf(manifest, facts),
    versions: [{ version: manifest.version, date: manifest.released, changes: 'First version.' }],
  };
}

type Facts = ReturnType<typeof factsOf>;

function factsOf(manifest: ModelManifest, result: StudyResult) {
  const { performance, label } = result.models.find(({ name }) => name === 'tabnet')!;
  const { auroc, calibration } = performance;
  const interval = ({ value, low, high }: typeof auroc) =>
    `${value.toFixed(3)} (95 % interval ${low.toFixed(3)} to ${high.toFixed(3)})`;
  const made = manifest.cohort.simulated;
  return {
    made,
    validity: `${label}, ${result.test.patients} held-out ${made ? 'simulated ' : ''}patients with ${result.test.events} events: AUROC ${interval(auroc)}, calibration slope ${interval(calibration.slope)}, Brier score ${calibration.brier.toFixed(4)} (prevalence alone ${calibration.brierOfPrevalence.toFixed(4)}). Details in report/index.html.`,
    fairness: `By sex, age, level and scanner in report/index.html${made ? '; simulated groups differ only by chance, so this shows the method and no fairness' : ''}.`,
    representation: made
      ? 'None: the patients are simulated. Age, sex and body mass index follow published marginals; ethnicity and social factors do not exist in them.'
      : notAvailable,
    risks:
      'A wrong estimate can shift expectations or choices. It abstains outside its limits; within them it can still be wrong, above all where the base rate of the hospital differs. It says nothing of whether the procedure helps.',
    use: `Before vertebral augmentation of one osteoporotic compression fracture: the chance of ${manifest.outcome.definition}${made ? '. This package is a demonstration and not for care' : ''}.`,
    population:
      'Adults with one osteoporotic vertebral compression fracture planned for vertebroplasty or kyphoplasty, with a recent CT without contrast and a DXA.',
    cautioned: manifest.limits
      .filter(({ severity }) => severity === 'abstain')
      .map(({ reason }) => reason)
      .join(' '),
    monitoring:
      'Each site collects the 30-day outcome and compares observed with expected; below 50 events it is too few to judge.',
  };
}

function attributesOf(manifest: ModelManifest, facts: Facts): ModelCard['attributes'] {
  const groups: readonly (readonly [group: string, entries: readonly (readonly [name: string, value: string])[]])[] = [
    [
      'Details and output',
      [
        ['Developer and contact', 'The Backcast project; contact through its repository'],
        ['Funding source', 'None'],
        [
          'Value produced as output',
          `Probability of ${manifest.outcome.definition}, with an interval and reasons, or an abstention`,
        ],
        ['Output type', 'Prediction'],
      ],
    ],
    [
      'Purpose',
      [
        ['Intended use', facts.use],
        ['Intended population', facts.population],
        ['Intended users', 'Spine surgeons and the clinicians who plan vertebral augmentation'],
        ['Role in decisions', 'Informs; it never recommends for or against surgery'],
      ],
    ],
    [
      'Cautioned out-of-scope use',
      [
        ['Tasks, situations, populations cautioned against', facts.cautioned],
        ['Known risks, inappropriate settings and uses, limitations', facts.risks],
      ],
    ],
    [
      'Development',
      [
        ['Inclusion and exclusion of training data', manifest.cohort.description],
        [
          'Demographic and social variables as inputs',
          `Used as inputs: ${['Age', 'Female sex'].filter((label) => manifest.inputs.some((input) => input.label === label)).join(', ') || 'none'}. No race, ethnicity or social variable.`,
        ],
        ['Demographic representativeness', facts.representation],
        ['Relevance of training data to the deployment setting', facts.made ? 'None: simulated data' : notAvailable],
      ],
    ],
    [
      'Fairness process',
      [
        [
          'Approach to fairness',
          'Performance and observed against expected events are reported by sex, age group, level and scanner.',
        ],
        [
          'Approaches to manage bias',
          'No resampling and no group-specific thresholds; the model abstains outside its training ranges.',
        ],
      ],
    ],
    [
      'External validation',
      [
        ['Data source and setting', notAvailable],
        ['Party that tested', notAvailable],
        ['Demographic representativeness of external data', notAvailable],
        ['Process', notAvailable],
      ],
    ],
    [
      'Performance',
      [
        ['Validity, same source', facts.validity],
        ['Fairness, same source', `${facts.fairness} Not reported by the source paper.`],
        ['Validity, external', notAvailable],
        ['Fairness, external', notAvailable],
        [
          'Outcome evaluations',
          'None. The method follows Ge C et al. Int J Med Sci 2025;22(13):3329-3341, doi 10.7150/ijms.114419; its model and weights are not published and are not used here.',
        ],
      ],
    ],
    [
      'Maintenance',
      [
        ['Monitoring of validity: process and frequency', `${facts.monitoring} Monthly.`],
        ['Validity in local data', notAvailable],
        [
          'Monitoring of fairness: process and frequency',
          'Observed against expected events by group, monthly, where there are enough events.',
        ],
        ['Fairness in local data', notAvailable],
      ],
    ],
    [
      'Update',
      [
        [
          'Update process and frequency',
          'A new version is trained and compared by the study command, passes the same gates, and is installed as a package of its own; no fixed frequency.',
        ],
        [
          'Frequency of correcting performance when risks are found',
          'At once by switching the version off; then by recalibration or a new version.',
        ],
      ],
    ],
  ];
  return groups
    .flatMap(([group, entries]) => entries.map(([name, value]) => ({ group, name, value })))
    .map((entry, i) => ({ number: i + 1, ...entry }));
}

function chaiOf(manifest: ModelManifest, facts: Facts): ModelCard['chai'] {
  const metric = (goal: string, results: string) => ({
    MetricGoal: goal,
    Results: results,
    Interpretation: facts.made ? 'Exercises the method; says nothing about real patients' : 'Internal validation only',
    TestType: 'Internal, one split',
    TestingDataDescription: manifest.cohort.description,
    ValidationProcessAndJustification: 'Held-out 30 %, stratified; no learning step saw it',
  });
  return {
    BasicInfo: {
      ModelName: manifest.title,
      ModelDeveloper: 'The Backcast project',
      DeveloperContact: 'Through the repository',
    },
    ReleaseInfo: {
      ReleaseStage: manifest.status,
      ReleaseDate: manifest.released,
      ReleaseVersion: manifest.version,
      GlobalAvailability: 'Open source',
      EHRCompatibility: 'SMART on FHIR R4',
      RegulatoryApproval: 'None; investigational',
    },
    ModelSummary: { Summary: facts.use, Keywords: 'vertebral augmentation, residual back pain, CT radiomics, TabNet' },
    UsesAndDirections: {
      IntendedUseAndWorkflow: facts.use,
      PrimaryIntendedUsers: 'Spine surgeons',
      HowToUse: 'Launched from the chart; inputs and outline are confirmed by a clinician, who signs the estimate',
      TargetedPatientPopulation: facts.population,
      CautionedOutOfScopeSettings: facts.cautioned,
    },
    Warnings: {
      KnownRisksAndLimitations: facts.risks,
      KnownBiasesOrEthicalConsiderations: facts.representation,
      ClinicalRiskLevel: 'Informs a serious decision; investigational',
    },
    'TrustIngredients/AISystemFacts': {
      OutcomesAndOutputs: manifest.outcome.definition,
      ModelType: manifest.model.learner,
      FoundationModels: 'None',
      InputDataSource: 'Chart (FHIR) and CT (DICOM)',
      OutputAndInputDataTypes: `${manifest.inputs.length} numbers in, one probability with interval out`,
      DevelopmentDataCharacterization: manifest.cohort.description,
      BiasMitigationApproaches: 'See attributes 15 and 16',
      OngoingMaintenance: facts.monitoring,
      Security: 'Scored in the browser; the file is checked by SHA-256 before use',
      Transparency: 'Code, data generator, report and weights are open',
    },
    TransparencyInformation: { FundingSource: 'None', ThirdPartyInformation: 'None', StakeholdersConsulted: 'None' },
    'KeyMetrics/UsefulnessUsabilityEfficacy': metric('Discrimination and calibration', facts.validity),
    'KeyMetrics/FairnessEquity': metric('No group is served worse', facts.fairness),
    'KeyMetrics/SafetyReliability': metric(
      'Abstain where the model should not be trusted',
      `${manifest.limits.filter(({ severity }) => severity === 'abstain').length} limits that stop the estimate, in manifest.json`,
    ),
    Resources: {
      EvaluationReferences: 'report/index.html',
      ClinicalTrial: 'None',
      PeerReviewedPublications: 'doi 10.7150/ijms.114419 (method, not this model)',
      ReimbursementStatus: 'None',
      PatientConsentOrDisclosure: facts.made ? 'No person’s data' : notAvailable,
    },
    Bibliography: {
      BibTeX:
        '@article{ge2025, author={Ge C and Li C and Zhu Y and Yang C and Xu X}, title={Comparison of Artificial Intelligence Models Using CT Radiomics for Predicting Post-Vertebral Augmentation Residual Back Pain in Osteoporotic Vertebral Compression Fractures}, journal={Int J Med Sci}, year={2025}, volume={22}, number={13}, pages={3329--3341}, doi={10.7150/ijms.114419}}',
    },
  };
}
