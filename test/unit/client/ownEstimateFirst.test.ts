import type { CaseState, OwnEstimate } from '@/lib/client/case/caseState';
import { isRevealed } from '@/lib/client/case/isRevealed';
import { signableCase } from '@/lib/client/sign/signableCase';
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

describe('what is to be signed, or why nothing is', () => {
  const [ownEstimate] = answers;
  const said = (state: CaseState, stoppedModels: readonly object[] = []) => {
    const site = { localCodes, stoppedModels: stoppedModels as never };
    const result = signableCase(state, { user: signer } as SmartSession, site, signedAt);
    return result.ok ? 'to sign' : result.problem.code;
  };
  const { id: modelId, version: modelVersion } = estimate.model;

  test('is the estimate once it is revealed, and else what is missing', () => {
    expect(said({ ...estimated, ownEstimate })).toBe('to sign');
    expect(said(estimated)).toBe('own-estimate-first');
    expect(said({ ...estimated, assessment: undefined })).toBe('nothing-to-sign');
    expect(signableCase(estimated, {} as SmartSession, undefined, signedAt)).toMatchObject({
      problem: { code: 'no-site' },
    });
  });

  test('S20: is nothing once the site stopped the model or its version, though the estimate was computed before', () => {
    const state = { ...estimated, ownEstimate };
    expect(said(state, [{ modelId }])).toBe('model-stopped');
    expect(said(state, [{ modelId, modelVersion }])).toBe('model-stopped');
    expect(said(state, [{ modelId, modelVersion: '0.0.9' }])).toBe('to sign');
  });
});
