import type { Problem } from '@/lib/core/result';
import { type MarkState, StateMark } from './StateMark';

const words: Readonly<Record<MarkState, string>> = {
  ok: 'Done',
  attention: 'Please look',
  stop: 'Stopped',
  unknown: 'Not known',
};
const edges: Readonly<Record<MarkState, string>> = {
  ok: 'border-l-ok',
  attention: 'border-l-attention',
  stop: 'border-l-stop',
  unknown: 'border-l-unknown',
};

/** What happened, and what to do now. */
export function Notice({
  state,
  problem,
}: {
  readonly state: MarkState;
  readonly problem: Pick<Problem, 'message' | 'remedy'>;
}) {
  return (
    <section
      role={state === 'stop' ? 'alert' : 'status'}
      className={`my-3 rounded-md border border-l-4 border-line bg-raised p-3 ${edges[state]}`}
    >
      <StateMark state={state}>{words[state]}</StateMark>
      <p className="mt-1 max-w-[68ch] font-medium">{problem.message}</p>
      <p className="mt-1 max-w-[68ch] text-soft">{problem.remedy}</p>
    </section>
  );
}
