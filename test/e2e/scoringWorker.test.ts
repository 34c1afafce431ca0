import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { perHundred } from '@/lib/core/perHundred';
import type { Assessment } from '@/lib/model/assessment';
import { describeInBrowser } from '@/test/support/browser';
import { type ScoredInChromium, scoreInChromium } from '@/test/support/scoringInChromium';

const folder = 'models/rbp-tabnet-demo';
const names = ['low', 'typical', 'high', 'unknown-fascia', 'abstains-old-bmd'] as const;
const cases = names.map((name) => readFileSync(`${folder}/examples/${name}.json`, 'utf8'));

describeInBrowser('a case scored in a Chromium worker and by `backcast score`', () => {
  let inChromium: ScoredInChromium[];
  beforeAll(async () => {
    inChromium = await scoreInChromium(cases);
  });

  test.each(names.map((name, index) => [name, index] as const))(
    '%s: the same decision to the bit, and the same probabilities to 12 decimals',
    (name, index) => {
      const command = ['bin/backcast.mjs', 'score', '--model', folder, '--input', `${folder}/examples/${name}.json`];
      const { stdout } = spawnSync(process.execPath, command, { encoding: 'utf8' });
      const [browser, node] = [inChromium[index].assessment, JSON.parse(stdout) as Assessment];
      expect(decisionOf(browser)).toEqual(decisionOf(node));
      // Exponentials may differ in the last digit between releases of the JavaScript engine.
      const [ours, theirs] = [browser, node].map(numbersOf);
      expect(ours).toHaveLength(theirs.length);
      for (const [at, value] of ours.entries()) expect(Math.abs(value - theirs[at])).toBeLessThanOrEqual(1e-12);
    },
  );
});

/** All that a screen, a print or the chart says: kind, limits reached, whole numbers out of 100, directions, inputs. */
function decisionOf(assessment: Assessment): unknown {
  const { model, cautions } = assessment;
  if (assessment.kind === 'abstention') return { kind: assessment.kind, model, cautions, reasons: assessment.reasons };
  const { probability, interval, factors, inputs } = assessment;
  return {
    kind: assessment.kind,
    model,
    cautions,
    people: [probability, interval.low, interval.high].map((value) => perHundred(value)),
    factors: factors.map(({ name, direction }) => [name, direction]),
    inputs,
  };
}

const numbersOf = (assessment: Assessment): number[] => {
  if (assessment.kind === 'abstention') return [];
  const { probability, interval, unknownSpan, factors, distancePercentile } = assessment;
  return [
    probability,
    interval.low,
    interval.high,
    unknownSpan?.low ?? 0,
    unknownSpan?.high ?? 0,
    distancePercentile / 100,
    ...factors.flatMap(({ change, share }) => [change, share]),
  ];
};
