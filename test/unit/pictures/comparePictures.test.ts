import { comparePictures } from '@/test/support/pictures/comparePictures';
import { type Picture, reduced } from '@/test/support/pictures/picture';
import { mulberry32 } from '@/test/support/seededRandom';

// Jest's modules look globals up slowly, and these are called for every pixel.
const { floor, max, min, round } = Math;

const white = [255, 255, 255];
const grey = [247, 248, 248];
const ink = [20, 32, 31];
const teal = [15, 95, 99];

interface Layer {
  readonly colour: readonly number[];
  readonly coverage: (x: number, y: number) => number;
}

/** How much of the pixel at a place lies between two edges, which need not lie on pixels. */
const within = (at: number, from: number, to: number): number => max(0, min(at + 1, to) - max(at, from));

const box = (left: number, top: number, width: number, height: number, colour: readonly number[]): Layer => ({
  colour,
  coverage: (x, y) => within(x, left, left + width) * within(y, top, top + height),
});

/** A line of letters of 14 px: stems and arms of 1.5 px, `shift` px from where they stand else. */
const text = (left: number, top: number, letters: number, shift = 0, colour = ink): Layer => ({
  colour,
  coverage: (x, y) => {
    const [inLine, letter] = [x - left, floor((x - left) / 8)];
    if (inLine < 0 || letter >= letters || letter % 6 === 5) return 0;
    const stem = within(inLine % 8, 1.2 + shift, 2.7 + shift) + within(inLine % 8, 5 + shift, 6.5 + shift);
    const arm = letter % 2 === 0 ? 0.9 * within(y, top + 5 + shift, top + 6.5 + shift) : 0;
    return max(min(1, stem) * within(y, top + shift, top + 10 + shift), inLine % 8 < 7 ? arm : 0);
  },
});

/** A picture of which each pixel is given by its place. */
function drawn(width: number, height: number, colour: (x: number, y: number) => readonly number[]): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) data.set(colour(x, y), (y * width + x) * 3);
  return { width, height, data };
}

interface Look {
  readonly shift?: number;
  /** Darkness of what is half covered: 1 is linear; fonts are smoothed with 0.8 to 1.3. */
  readonly gamma?: number;
  readonly surface?: readonly number[];
  readonly button?: { readonly left?: number; readonly top?: number; readonly colour?: readonly number[] };
  readonly sentences?: readonly number[];
  readonly height?: number;
}

/** A screen of 320 x 240 px: a title, a card with sentences, and a button. */
function screen({
  shift = 0,
  gamma = 1,
  surface = grey,
  button = {},
  sentences = [24, 30, 18],
  height = 240,
}: Look = {}) {
  const { left = 200, top = 190, colour = teal } = button;
  const layers = [
    box(16, 48, 288, 120, white),
    text(16, 16, 22, shift),
    ...sentences.map((letters, line) => text(24, 60 + line * 20, letters, shift)),
    box(left, top, 104, 36, colour),
    text(left + 16, top + 12, 9, shift, white),
  ];
  return drawn(320, height, (x, y) =>
    layers.reduce((below, { colour: over, coverage }) => {
      const share = coverage(x, y) ** gamma;
      return below.map((value, channel) => round(value + (over[channel] - value) * share));
    }, surface),
  );
}

const kept = reduced(screen());
const findingOf = (actual: Picture) => comparePictures(kept, reduced(actual)).finding;

describe('two pictures of a screen', () => {
  test('are the same if they are', () => {
    expect(findingOf(screen())).toBeUndefined();
  });

  test.each([0.25, -0.3, 0.5])('are the same if letters stand %f px elsewhere', (shift) => {
    expect(findingOf(screen({ shift }))).toBeUndefined();
  });

  test.each([0.8, 1.3])('are the same if edges are smoothed with a gamma of %f', (gamma) => {
    expect(findingOf(screen({ gamma }))).toBeUndefined();
  });

  test('are the same under noise where edges are', () => {
    const random = mulberry32(7);
    const clean = screen();
    const noisy = clean.data.map((value) =>
      [...white, ...grey, ...ink, ...teal].includes(value) ? value : max(0, min(255, value + random() * 50 - 25)),
    );
    expect(findingOf({ ...clean, data: noisy })).toBeUndefined();
  });

  test.each<[string, Look]>([
    ['a button that moved by 4 px', { button: { left: 204 } }],
    ['a button that moved down by 8 px', { button: { top: 198 } }],
    ['a button of a near colour', { button: { colour: [30, 110, 114] } }],
    ['a button of another colour', { button: { colour: [156, 43, 43] } }],
    ['a surface that is a little darker', { surface: [236, 238, 238] }],
    ['a sentence less', { sentences: [24, 30] }],
    ['a word less', { sentences: [24, 30, 11] }],
    ['letters half a line lower', { shift: 6 }],
  ])('differ by %s', (_name, look) => {
    expect(findingOf(screen(look))).toMatch(/^differs in \d+/);
  });

  test('differ by a line of the page more, even if it is empty', () => {
    expect(findingOf(screen({ height: 260 }))).toBe('is 320 x 260 px, expected 320 x 240 px');
    expect(findingOf(screen({ height: 241 }))).toBeUndefined();
  });

  test('show where they differ, in red over the one that was taken', () => {
    const { drawing } = comparePictures(kept, reduced(screen({ button: { left: 180 } })));
    const red = (x: number, y: number) =>
      drawing.data.slice((y * drawing.width + x) * 3, (y * drawing.width + x) * 3 + 3).join();
    expect(red(75, 50)).toBe('220,0,0');
    expect(red(10, 50)).not.toBe('220,0,0');
  });
});
