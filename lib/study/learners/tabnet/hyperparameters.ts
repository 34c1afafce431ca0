/** Shape of a TabNet (Arik and Pfister 2021), in the terms of pytorch-tabnet. */
export interface TabNetShape {
  readonly inputs: number;
  readonly outputs: number;
  /** n_d: width of the decision part. */
  readonly decision: number;
  /** n_a: width of the attention part. */
  readonly attention: number;
  readonly steps: number;
  /** How freely a step may look at what an earlier step used: 1 not at all. */
  readonly gamma: number;
  /** GLU layers whose matrices all steps share. */
  readonly shared: number;
  /** GLU layers of each step's own. */
  readonly independent: number;
  /** Momentum of every batch norm but the first, which has 0.01. */
  readonly momentum: number;
  readonly mask: 'sparsemax' | 'entmax';
}

export const initialMomentum = 0.01;

/** Names of one GLU layer's tensors, as pytorch-tabnet gives them; `matrix` may be shared between transformers. */
export interface GluNames {
  readonly matrix: string;
  readonly norm: string;
}

const encoder = 'tabnet.encoder';

export const initialNormName = `${encoder}.initial_bn`;
export const finalName = 'tabnet.final_mapping.weight';
export const attentionNames = (step: number) => ({
  matrix: `${encoder}.att_transformers.${step - 1}.fc.weight`,
  norm: `${encoder}.att_transformers.${step - 1}.bn.bn`,
});

/** Chain of GLU layers of feature transformer `step`; 0 is the initial splitter. */
export function transformerNames({ shared, independent }: TabNetShape, step: number): GluNames[] {
  const prefix = step === 0 ? `${encoder}.initial_splitter` : `${encoder}.feat_transformers.${step - 1}`;
  return [
    ...Array.from({ length: shared }, (_, i) => ({
      matrix: `${encoder}.initial_splitter.shared.shared_layers.${i}.weight`,
      norm: `${prefix}.shared.glu_layers.${i}.bn.bn`,
    })),
    ...Array.from({ length: independent }, (_, i) => ({
      matrix: `${prefix}.specifics.glu_layers.${i}.fc.weight`,
      norm: `${prefix}.specifics.glu_layers.${i}.bn.bn`,
    })),
  ];
}
