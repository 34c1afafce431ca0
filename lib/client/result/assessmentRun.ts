import 'client-only';
import { fail, type Problem, type Result } from '@/lib/core/result';
import type { SiteModelSettings } from '@/lib/model/siteFacts';
import type { CaseState } from '../case/caseState';
import { sameInputs } from '../case/caseStore';
import type { cachedImaging } from '../imaging/imagingCache';
import { type AssessedCase, type AssessProgress, assessCase } from './assessCase';

/** The working out of one case's result, which goes on while the clinician looks at another step. */
export interface AssessmentRun {
  readonly result: Promise<Result<AssessedCase>>;
  /** Tells how far it is, now and after each step of it. */
  readonly watch: (onProgress: (progress: AssessProgress) => void) => void;
  /** Whether its result is one of this case: a correction, another outline or another chart in the meantime makes it void. */
  readonly isOf: (state: CaseState) => boolean;
}

let running: AssessmentRun | undefined;

/** The run for these inputs, begun anew if there is none or the last one failed. */
export function assessmentRun(
  state: CaseState,
  loaded: ReturnType<typeof cachedImaging>,
  modelId: string,
  site: SiteModelSettings,
  assess: typeof assessCase = assessCase,
): AssessmentRun {
  if (running?.isOf(state)) return running;
  let latest: AssessProgress | undefined;
  const watchers: ((progress: AssessProgress) => void)[] = [];
  const result = assess(state, loaded, modelId, site, (progress) => {
    latest = progress;
    for (const watcher of watchers) watcher(progress);
  }).catch(() => fail(broken));
  const run: AssessmentRun = {
    result,
    watch: (watcher) => {
      watchers.push(watcher);
      if (latest) watcher(latest);
    },
    isOf: (other) => other.launchId === state.launchId && sameInputs(other, state),
  };
  running = run;
  void result.then(({ ok }) => {
    if (!ok && running === run) running = undefined;
  });
  return run;
}

const broken: Problem = {
  code: 'assessment-broken',
  message: 'The part of Backcast that works out the result stopped.',
  remedy:
    'Try again; if it stops again, tell whoever runs Backcast at your hospital. Nothing that you entered is lost.',
};
