import type { Problem } from '@/lib/core/result';

/** Why a body was not outlined: the box or the click cannot be used, or the strokes contradict each other. */
export type BodyProblem = Problem<'body-box' | 'body-click' | 'body-strokes'>;
