import type { StudyResult } from '../../runStudy';
import { type Cells, digits, paragraph, percent, section, table, withInterval } from '../format';

export function inputSection({ selection, importance }: StudyResult): string {
  const sorted = [...importance.inputs].sort((a, b) => b.maskShare - a.maskShare);
  return section(
    'Inputs and importance',
    table(
      'Selection of radiomics features on the training patients',
      ['Stage', 'Features left'],
      selection.counts.map(({ stage, left }) => [stage, left]),
    ),
    table(
      'Features kept',
      ['Feature', 'Chosen in share of resamples', 'ICC between readers'],
      selection.chosen.map(({ name, stability, icc }) => [
        name,
        percent(stability),
        icc === null ? 'not measured' : digits(icc, 2),
      ]),
    ),
    paragraph(
      `Masks say where the network looked, not in which direction, nor that the input was needed. Rank correlation of the shares between two halves of the ensemble, whose members saw other resamples of the training patients: ${digits(importance.stability, 2)}; 1 would be full agreement.`,
    ),
    table(
      'Importance on the test patients',
      ['Input', 'Share of masks', 'Fall of AUROC when shuffled', 'Among the first five in half-ensembles'],
      sorted.map(({ name, maskShare, permutation, inFirstFive }) => [
        name,
        percent(maskShare),
        digits(permutation, 4),
        percent(inFirstFive),
      ]),
    ),
  );
}

export function ablationSection({ ablation }: StudyResult): string {
  const rows = ablation.map(
    ({ set, auroc, bothMinusThis, matched }): Cells => [
      set,
      withInterval(auroc),
      bothMinusThis ? withInterval(bothMinusThis.difference) : '',
      bothMinusThis ? digits(bothMinusThis.p) : '',
      percent(matched.recall),
      matched.falsePositives,
      percent(matched.specificity),
    ],
  );
  const acting = ablation.flatMap(({ set, thresholds }) =>
    thresholds.map(
      ({ threshold, recall, falsePositives, specificity }): Cells => [
        `${set}, ${percent(threshold)}`,
        percent(recall),
        falsePositives,
        percent(specificity),
      ],
    ),
  );
  return section(
    'Ablation',
    paragraph(
      'TabNet ensembles on part of the inputs, each recalibrated by its own out-of-fold predictions. Of equal recall: each at the highest threshold that finds at least 80 % of the test events, a threshold that nobody could have known before.',
    ),
    table(
      'Clinical inputs, radiomics, both; false positives at equal recall',
      ['Inputs', 'AUROC', 'Both minus this', 'p', 'Recall', 'False positives', 'Specificity'],
      rows,
    ),
    table(
      'At the thresholds stated before the results',
      ['Inputs, threshold', 'Recall', 'False positives', 'Specificity'],
      acting,
    ),
  );
}

export function subgroupSection({ subgroups }: StudyResult): string {
  const rows = subgroups.map(
    ({ by, group, patients, events, expected, auroc }): Cells => [
      `${by}: ${group}`,
      patients,
      events,
      digits(expected, 1),
      auroc ? withInterval(auroc, 2) : 'too few to judge',
    ],
  );
  return section(
    'Subgroups',
    table('TabNet on the test patients', ['Group', 'Patients', 'Events', 'Events expected', 'AUROC'], rows),
  );
}
