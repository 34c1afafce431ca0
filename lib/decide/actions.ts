import { isBoneDensityInForce } from '@/lib/fhir/boneDensityInForce';
import type { ChartData } from '@/lib/fhir/chartData';
import type { Correction } from '@/lib/fhir/modelInputs';
import type { SuggestedOrder } from '@/lib/fhir/write/draftOrder';

export type Grade = 'Standard care' | 'Moderate, short term' | 'Association' | 'Uncertain' | 'Not studied for this';

/** Something that can be done about pain after the procedure, or instead of it. Never whether to operate (S21). */
export interface Action {
  readonly id: string;
  readonly title: string;
  readonly grade: Grade;
  /** What is known, with the source of each effect that is put in figures (clinical-evidence.md). */
  readonly evidence: string;
  /** Proposed for everyone, or from this many of 100 on; the clinical lead sets the levels. */
  readonly from: 'everyone' | number;
  /** What to write into a note. */
  readonly note: string;
  readonly order?: SuggestedOrder;
}

/** What the chart, its corrections and the accepted outline say; absent stands for unknown, never for "no". */
export interface ActionFacts {
  readonly bmdOnFile: boolean;
  readonly osteoporosisDrug?: string;
  readonly fasciaInjury?: boolean;
  readonly depression?: boolean;
  readonly cleftPresent?: boolean;
}

/** What the facts are read from; a clinician's correction counts before the chart. */
export interface ActionSources {
  readonly chart: ChartData;
  readonly corrections: readonly Correction[];
  readonly cleft: 'present' | 'absent' | 'cannot-tell' | undefined;
}

export function actionFacts({ chart, corrections, cleft }: ActionSources, now: Date): ActionFacts {
  const { osteoporosisDrug } = chart;
  const inForce = (input: 'fasciaInjury' | 'depression'): boolean | undefined => {
    const correction = corrections.find((one) => one.input === input);
    if (correction) return correction.value === true;
    return chart[input].state === 'present' ? chart[input].value : undefined;
  };
  const [fasciaInjury, depression] = [inForce('fasciaInjury'), inForce('depression')];
  return {
    bmdOnFile: isBoneDensityInForce(chart, corrections, now),
    ...(osteoporosisDrug.state === 'present' && { osteoporosisDrug: osteoporosisDrug.value }),
    ...(fasciaInjury !== undefined && { fasciaInjury }),
    ...(depression !== undefined && { depression }),
    ...(cleft && cleft !== 'cannot-tell' && { cleftPresent: cleft === 'present' }),
  };
}

/** The actions that the facts leave open, low-harm ones first; one that is done or has no reason here is not offered. */
export function actionsFor(facts: ActionFacts): readonly Action[] {
  return library.filter(({ id }) => stillOpen[id]?.(facts) ?? true);
}

const stillOpen: Readonly<Record<string, (facts: ActionFacts) => boolean>> = {
  dxa: ({ bmdOnFile }) => !bmdOnFile,
  'bone-care': ({ osteoporosisDrug }) => osteoporosisDrug === undefined,
  'fascia-mri': ({ fasciaInjury }) => fasciaInjury === undefined,
  'depression-screen': ({ depression }) => depression !== true,
  'depression-known': ({ depression }) => depression === true,
  // A structural reason is needed beside the level: never on the estimate alone.
  'technique-meeting': ({ cleftPresent }) => cleftPresent === true,
};

const depressionEvidence =
  'Depression is linked with residual pain: odds ratio 3.4 to 3.6, doi 10.1016/j.wneu.2023.09.094 and PMID 31561662';

const library: readonly Action[] = [
  {
    id: 'no-procedure',
    title: 'Talk about care without the procedure',
    grade: 'Moderate, short term',
    evidence:
      'Trials: against a sham procedure no significant difference; against open conservative care less pain up to 6 months.',
    from: 'everyone',
    note: 'Care without the procedure was talked through, with what trials found.',
  },
  {
    id: 'expectations',
    title: 'Set expectations: early pain may last some weeks',
    grade: 'Association',
    evidence:
      'Pain linked to fascia injury differed up to 1 month and was gone by 3 months (two studies, n = 132 and n = 81).',
    from: 'everyone',
    note: 'Told the patient that early pain may last some weeks.',
  },
  {
    id: 'bone-care',
    title: 'Start or arrange osteoporosis treatment',
    grade: 'Standard care',
    evidence: 'Indicated anyway after an osteoporotic fracture; none is on file.',
    from: 'everyone',
    note: 'Osteoporosis treatment to be started or arranged.',
    order: 'bone-health-referral',
  },
  {
    id: 'dxa',
    title: 'Measure bone density (DXA)',
    grade: 'Standard care',
    evidence:
      'No recent one is on file. Low bone density is linked with residual pain: odds ratio 5.56 and 2.21 in two meta-analyses, doi 10.1186/s12891-025-08731-8 and 10.1007/s00198-025-07609-8',
    from: 'everyone',
    note: 'DXA of spine and hip to be done.',
    order: 'dxa',
  },
  {
    id: 'bracing',
    title: 'Bracing',
    grade: 'Uncertain',
    evidence: 'Trials conflict.',
    from: 'everyone',
    note: 'Bracing was considered; trials conflict.',
  },
  {
    id: 'fascia-mri',
    title: 'Look for fascia injury: check whether an MRI with STIR is available',
    grade: 'Association',
    evidence:
      'Not known for this patient; found in 28 of 100. It is linked with residual pain: odds ratio 4.19 and 3.88, doi 10.3389/fendo.2025.1532355 and 10.1007/s00198-025-07609-8',
    from: 10,
    note: 'MRI with STIR to look for injury of the thoracolumbar fascia.',
    order: 'spine-mri',
  },
  {
    id: 'depression-screen',
    title: 'Screen for depression (PHQ-2) and refer if positive',
    grade: 'Association',
    evidence: depressionEvidence,
    from: 10,
    note: 'PHQ-2 to be done.',
  },
  {
    id: 'depression-known',
    title: 'Depression is on the problem list: check its treatment',
    grade: 'Association',
    evidence: depressionEvidence,
    from: 10,
    note: 'Treatment of the known depression to be checked.',
  },
  {
    id: 'pain-plan',
    title: 'Agree on a pain plan, or refer to the pain clinic',
    grade: 'Not studied for this',
    evidence: 'No trial of it after vertebral augmentation is on file here.',
    from: 10,
    note: 'Pain plan for the weeks after the procedure.',
    order: 'pain-clinic-referral',
  },
  {
    id: 'facet-block',
    title: 'Facet joint block with the procedure',
    grade: 'Moderate, short term',
    evidence:
      'One randomised trial (n = 198): better on day 1 and at 1 month, not later, doi 10.1186/s12891-022-05753-4',
    from: 20,
    note: 'Facet joint block with the procedure was considered.',
  },
  {
    id: 'technique-meeting',
    title: 'Discuss another technique in the team, for the cleft that was read',
    grade: 'Association',
    evidence:
      'Another technique was not compared for this. A cleft is linked with residual pain: odds ratio 3.52 in a meta-analysis, doi 10.1186/s12891-025-08731-8',
    from: 35,
    note: 'Technique to be discussed in the team because of the intravertebral cleft.',
  },
];
