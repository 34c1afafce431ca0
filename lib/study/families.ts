import { orThrow } from '@/lib/core/result';
import { fitBoosting } from './learners/boosting';
import { fitForest } from './learners/forest';
import type { Predictor, TrainingData } from './learners/learner';
import { fitLogistic } from './learners/logistic';
import { fitSvm } from './learners/svm';
import { fitEnsemble } from './learners/tabnet/ensemble';
import type { TabNetOptions } from './learners/tabnet/fit';

export type FamilyName = 'tabnet' | 'logistic' | 'svm' | 'forest' | 'boosting';

/** How much work a fit is worth: less while hyper-parameters are compared, all of it for the model that is judged. */
export interface Effort {
  readonly members: number;
  readonly trees: number;
  readonly seed: number;
  /** Epochs of TabNet's self-supervised pretraining; 0 unless given. */
  readonly pretrainEpochs?: number;
}

export interface Setting {
  readonly label: string;
  fit(data: TrainingData, effort: Effort): Predictor;
}

/** A kind of model and the hyper-parameters that are compared for it. */
export interface Family {
  readonly name: FamilyName;
  readonly label: string;
  readonly settings: readonly Setting[];
}

export const families: readonly Family[] = [
  {
    name: 'tabnet',
    label: 'TabNet ensemble',
    settings: [
      { steps: 2, width: 4 },
      { steps: 1, width: 6 },
    ].map(({ steps, width }) => ({
      label: `${steps} steps, width ${width}`,
      fit: (data, { members, seed, pretrainEpochs }) =>
        orThrow(fitEnsemble(data, members, tabNetOptions(data, steps, width, seed), pretrainEpochs)),
    })),
  },
  {
    name: 'logistic',
    label: 'Logistic regression',
    settings: [0.01, 0.1, 1].map((c) => ({ label: `C ${c}`, fit: (data) => orThrow(fitLogistic(data, { c })) })),
  },
  {
    name: 'svm',
    label: 'Support vector machine',
    settings: [0.3, 3].flatMap((c) =>
      [0.3, 1].map((share) => ({
        label: `C ${c}, gamma ${share} / inputs`,
        fit: (data, { seed }) => orThrow(fitSvm(data, { c, gamma: share / data.x.columns, seed })),
      })),
    ),
  },
  {
    name: 'forest',
    label: 'Random forest',
    settings: [3, 10].map((leastRowsInLeaf) => ({
      label: `at least ${leastRowsInLeaf} rows in a leaf`,
      fit: (data, { trees, seed }) => orThrow(fitForest(data, { trees, leastRowsInLeaf, seed })),
    })),
  },
  {
    name: 'boosting',
    label: 'Gradient boosting',
    settings: [
      { rounds: 100, depth: 2 },
      { rounds: 200, depth: 3 },
    ].map(({ rounds, depth }) => ({
      label: `${rounds} rounds of depth ${depth}`,
      fit: (data, { seed }) =>
        orThrow(
          fitBoosting(data, {
            rounds,
            depth,
            learningRate: 0.05,
            lambda: 1,
            leastChildWeight: 1,
            rowShare: 0.8,
            columnShare: 0.8,
            seed,
          }),
        ),
    })),
  },
];

/** Small networks, small batches, weight decay and early stopping: what suits hundreds of rows. */
export function tabNetOptions(data: TrainingData, steps: number, width: number, seed: number): TabNetOptions {
  // At most a tenth of the rows, in even halves for the virtual batches.
  const batchSize = Math.max(8, Math.min(64, 2 * Math.floor(data.x.rows / 20)));
  return {
    shape: {
      decision: width,
      attention: width,
      steps,
      gamma: 1.3,
      shared: 1,
      independent: 1,
      momentum: 0.1,
      mask: 'sparsemax',
    },
    epochs: 60,
    patience: 12,
    batchSize,
    virtualBatch: Math.ceil(batchSize / 2),
    learningRate: 0.02,
    weightDecay: 0.01,
    lambdaSparse: 1e-3,
    clipNorm: 1,
    eventWeight: 1,
    seed,
  };
}
