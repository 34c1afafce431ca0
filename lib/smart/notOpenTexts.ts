import type { Problem } from '@/lib/core/result';

type Texts = Pick<Problem, 'message' | 'remedy'>;

/** Why a page has no case to show; for itself, so that pages of a case need not load all that can go wrong in a launch. */
export const notOpenTexts = {
  'launch-lost': {
    message: 'This launch has ended, or it was opened in another window.',
    remedy: 'Open Backcast from the chart again. What was entered in this window before is kept until it is closed.',
  },
  'not-opened': {
    message: 'Something in Backcast failed while it opened, so nothing of the chart is shown.',
    remedy:
      'Open Backcast from the chart again. If that fails too, tell the hospital integrator the time of this message.',
  },
} as const satisfies Readonly<Record<string, Texts>>;
