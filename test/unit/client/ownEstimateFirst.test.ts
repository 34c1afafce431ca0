import type { CaseState, OwnEstimate } from '@/lib/client/case/caseState';
import { isRevealed } from '@/lib/client/case/isRevealed';
import { signedCaseOf } from '@/lib/client/sign/signedCase';
import type { SmartSession } from '@/lib/smart/session';
import { chartDataSample as chart } from '@/test/support/chartDataSample';
import { signedCaseSample } from '@/test/support/signedCaseSample';

const { estimate, imaging, signer, localCodes, signedAt } = signedCaseSample;
const estimated: CaseState = { launchId: 'l', edits: [], choices: {}, chart, imaging, assessment: estimate };
const toSign = (state: CaseState) => signedCaseOf(state, { user: signer } as SmartSession, localCodes, signedAt);
const answers: readonly OwnEstimate[] = [
  { kind: 'estimate', per100: 25, at: signedAt },
  { kind: 'skipped', reason: 'shown in the meeting', at: signedAt },
];

describe("S2: the model's number", () => {
  test("is neither on a screen nor to be signed before the clinician's own", () => {
    expect(isRevealed(estimated)).toBe(false);
    expect(toSign(estimated)).toBeUndefined();
  });

  test.each(answers)('is both after the own estimate, also a skipped one with its reason ($kind)', (ownEstimate) => {
    expect(isRevealed({ ...estimated, ownEstimate })).toBe(true);
    expect(toSign({ ...estimated, ownEstimate })).toMatchObject({ estimate: { probability: estimate.probability } });
  });
});

test('an abstention has no number that could anchor anyone, so it is shown at once', () => {
  const abstention = { kind: 'abstention', model: estimate.model, reasons: [], cautions: [], computedAt: '' } as const;
  expect(isRevealed({ assessment: abstention })).toBe(true);
  expect(isRevealed({})).toBe(false);
});
