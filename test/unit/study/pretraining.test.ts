import { seededRandom } from '@/lib/core/random';
import { orThrow } from '@/lib/core/result';
import { reconstructionLoss } from '@/lib/study/learners/autodiff/losses';
import { Tape, type Tensor, tensor } from '@/lib/study/learners/autodiff/tape';
import { createTabNet } from '@/lib/study/learners/tabnet/create';
import { createDecoder, decoderParameters } from '@/lib/study/learners/tabnet/decoder';
import { fitTabNet } from '@/lib/study/learners/tabnet/fit';
import { hiddenLoss, type PretrainingOptions, pretrainTabNet } from '@/lib/study/learners/tabnet/pretrain';
import { type Matrix, matrixOf } from '@/lib/study/matrix';

const shape = {
  decision: 4,
  attention: 3,
  steps: 2,
  gamma: 1.3,
  shared: 1,
  independent: 1,
  momentum: 0.1,
  mask: 'sparsemax',
} as const;
const options: PretrainingOptions = {
  shape,
  epochs: 40,
  batchSize: 32,
  virtualBatch: 16,
  learningRate: 0.02,
  clipNorm: 1,
  hiddenShare: 0.4,
  seed: 5,
};

/** Six columns: copies of two sources with noise of the given SD. */
function columns(rows: number, noise: number): Matrix {
  const random = seededRandom(9, 'columns');
  return matrixOf(
    Array.from({ length: rows }, () => {
      const source = [random.normal(), random.normal()];
      return Array.from({ length: 6 }, (_, i) => source[i % 2] + noise * random.normal());
    }),
  );
}

describe('self-supervised pretraining', () => {
  test("has the gradient of its loss, by central differences, in the encoder's and the decoder's tensors", () => {
    const random = seededRandom(2, 'gradient');
    const net = createTabNet({ ...shape, inputs: 5, outputs: 2 }, random);
    const decoder = createDecoder(net.shape, random);
    const batch = tensor(
      8,
      5,
      Float64Array.from({ length: 40 }, () => random.normal()),
    );
    const hidden = Float64Array.from({ length: 40 }, () => (random.uniform() < 0.4 ? 1 : 0));
    const loss = (tape: Tape): Tensor => hiddenLoss(tape, net, decoder, batch, hidden, 4);
    const parameters = [...net.parameters.values(), ...decoderParameters(decoder)];
    for (const { grad } of parameters) grad.fill(0);
    const tape = new Tape();
    tape.backward(loss(tape));
    const step = 1e-6;
    let worst = 0;
    for (const { data, grad } of parameters) {
      for (let i = 0; i < data.length; i += 3) {
        const kept = data[i];
        data[i] = kept + step;
        const above = loss(new Tape(false)).data[0];
        data[i] = kept - step;
        const below = loss(new Tape(false)).data[0];
        data[i] = kept;
        worst = Math.max(worst, Math.abs((above - below) / (2 * step) - grad[i]) / Math.max(1, Math.abs(grad[i])));
      }
    }
    expect(worst).toBeLessThan(1e-6);
  });

  test('counts the error of hidden values in variances of their column, and of the others not at all', () => {
    // Column 1 has variance 2 in this batch of two rows, column 2 has 8.
    const truth = tensor(2, 2, Float64Array.of(0, 0, 2, 4));
    const told = tensor(2, 2, Float64Array.of(1, 9, 9, 2));
    const loss = reconstructionLoss(new Tape(false), told, truth, Float64Array.of(1, 0, 0, 1));
    expect(loss.data[0]).toBeCloseTo((1 / 2 + 4 / 8) / 2, 12);
  });

  test('learns to tell what is hidden where columns hold it, and not where they do not', () => {
    const last = (noise: number) => orThrow(pretrainTabNet(columns(320, noise), options)).losses.at(-1)!;
    expect(last(0.1)).toBeLessThan(0.65);
    expect(last(30)).toBeGreaterThan(0.9);
  });

  test('gives the same network for the same seed, and training starts from it', () => {
    const x = columns(160, 0.2);
    const y = Uint8Array.from({ length: 160 }, (_, row) => (x.data[row * 6] > 0.5 ? 1 : 0));
    const [first, second] = [1, 2].map(() => orThrow(pretrainTabNet(x, { ...options, epochs: 3 })).net);
    expect([...first.parameters].map(([, { data }]) => [...data])).toEqual(
      [...second.parameters].map(([, { data }]) => [...data]),
    );
    const training = { ...options, epochs: 0, weightDecay: 0, lambdaSparse: 0, eventWeight: 1, start: first };
    const { net } = orThrow(fitTabNet({ x, y }, training));
    expect([...net.parameters].map(([, { data }]) => [...data])).toEqual(
      [...first.parameters].map(([, { data }]) => [...data]),
    );
  });

  const damaged = columns(64, 1);
  damaged.data[7] = Number.NaN;
  test.each([
    ['fewer rows than a batch, where it would train nothing', columns(20, 1), {}, 'no-training-batches'],
    [
      'a virtual batch of one row, which has no variance',
      columns(64, 1),
      { batchSize: 3, virtualBatch: 2 },
      'bad-options',
    ],
    ['a missing value', damaged, {}, 'missing-values'],
    ['a network without layers', columns(64, 1), { shape: { ...shape, shared: 0, independent: 0 } }, 'bad-options'],
  ] as const)('refuses %s', (_what, x, change, code) => {
    expect(pretrainTabNet(x, { ...options, ...change })).toMatchObject({ ok: false, problem: { code } });
  });
});
