import { orThrow } from '@/lib/core/result';
import { proposeBox } from '@/lib/segmentation/proposeBox';
import {
  type BodyCase,
  boxOff,
  clickIn,
  dice,
  outlineOf,
  phantomBodies,
  realL3,
  spread,
} from '@/test/support/bodyCases';

/**
 * Prints, as Markdown, how well bodies are outlined from boxes that are off by up to 3 mm on each face, and from one click:
 * `npx tsx scripts/segmentationTable.ts [first seed] [bodies] [boxes each]`. Development looked at seeds below 1000 only.
 */
const [firstSeed = 1001, bodies = 128, boxesEach = 2] = process.argv.slice(2).map(Number);

const fromBox = new Map<string, number[]>();
const fromClick = new Map<string, number[]>();
const worst: { readonly name: string; readonly score: number }[] = [];
const times: number[] = [];

const add = (scores: Map<string, number[]>, groups: readonly string[], score: number): void => {
  for (const group of groups) scores.set(group, [...(scores.get(group) ?? []), score]);
};

function measure(one: BodyCase, groups: readonly string[], seed: number, boxes: number): void {
  for (let i = 0; i < boxes; i += 1) {
    const box = boxOff(one.truth, seed * 100 + i);
    const start = performance.now();
    const { mask } = outlineOf(one.volume, box);
    times.push(performance.now() - start);
    const score = dice(mask, one.truth);
    add(fromBox, groups, score);
    worst.push({ name: one.name, score });
  }
  const proposed = orThrow(proposeBox(one.volume, clickIn(one.truth, seed)));
  add(fromClick, groups, dice(outlineOf(one.volume, proposed).mask, one.truth));
}

let seed = firstSeed;
for (const one of phantomBodies(firstSeed, bodies)) {
  const voxel = one.volume.spacingMm[2] >= 2 ? 'slices of 2 mm' : 'slices under 1.3 mm';
  const loss =
    one.heightLoss >= 0.6
      ? [`${one.shape}, 60 % lost`]
      : one.heightLoss > 0
        ? [`${one.shape}, 20 to 50 % lost`]
        : ['whole'];
  const groups = ['all phantoms', ...loss, `noise ${one.noiseHu} HU`, `trabecular ${one.trabecularHu} HU`, voxel];
  measure(one, groups, seed, boxesEach);
  seed += 1;
}
measure(realL3(), ['real L3 (1.5 mm)'], firstSeed, 24);

const row = (scores: readonly number[] = []): string => {
  const { count, least, p5, median } = spread(scores);
  const reached = scores.filter((score) => score >= 0.92).length;
  return `${count} | ${least.toFixed(3)} | ${p5.toFixed(3)} | ${median.toFixed(3)} | ${((100 * reached) / count).toFixed(0)} %`;
};
console.log('| bodies | boxes | least | 5th percentile | median | at least 0.92 | from a click: least, median |');
console.log('|---|---|---|---|---|---|---|');
for (const [name, scores] of [...fromBox].sort(([a], [b]) => a.localeCompare(b))) {
  const click = spread(fromClick.get(name) ?? []);
  console.log(`| ${name} | ${row(scores)} | ${click.least.toFixed(3)}, ${click.median.toFixed(3)} |`);
}
const { least, median } = spread(times.map((ms) => -ms));
console.log(`\nTime of one outline: median ${(-median).toFixed(0)} ms, most ${(-least).toFixed(0)} ms.\n\nWorst:`);
for (const { name, score } of worst.sort((a, b) => a.score - b.score).slice(0, 12))
  console.log(`- ${score.toFixed(3)}: ${name}`);
