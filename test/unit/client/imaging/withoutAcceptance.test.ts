import type { CaseState } from '@/lib/client/case/caseState';
import type { Outline } from '@/lib/client/imaging/outline';
import { withoutAcceptance } from '@/lib/client/imaging/withoutAcceptance';

const accepted = { imaging: { acceptedAt: '2026-03-05T09:00:00Z' } } as unknown as CaseState;
const drawn = { origin: { kind: 'drawn', algorithm: { name: 'Body outline', version: '2' } } } as Outline;
const stored = { origin: { kind: 'pacs-seg', sopInstanceUid: '2.25.1', level: 'T12' } } as Outline;
const storedOther = { origin: { kind: 'pacs-seg', sopInstanceUid: '2.25.1', level: 'L1' } } as Outline;

describe('after an outline was accepted', () => {
  test.each([
    ['a correction of it', stored, { ...stored, level: 'L1' } as Outline],
    ['its rejection', stored, undefined],
    ['another one', stored, drawn],
  ])('S3, S5: %s takes back the acceptance and the result', (_what, before, next) => {
    expect(withoutAcceptance(accepted, before, next)).toMatchObject({
      imaging: undefined,
      assessment: undefined,
      radiomics: undefined,
    });
    expect('imaging' in withoutAcceptance(accepted, before, next)).toBe(true);
  });
});

describe('the answer on the cleft', () => {
  const forgets = (before?: Outline, next?: Outline) =>
    'cleftAnswers' in withoutAcceptance({} as CaseState, before, next);

  test('stays for the same body, drawn for the first time, corrected or named', () => {
    expect(forgets(undefined, drawn)).toBe(false);
    expect(forgets(stored, { ...stored, level: 'L1' } as Outline)).toBe(false);
  });

  test('is asked again for another body', () => {
    expect(forgets(stored, undefined)).toBe(true);
    expect(forgets(stored, storedOther)).toBe(true);
    expect(forgets(stored, drawn)).toBe(true);
  });
});
