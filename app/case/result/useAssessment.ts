import { useEffect, useState } from 'react';
import { reportEvent } from '@/lib/client/audit/reportEvent';
import { isImagingSettled } from '@/lib/client/case/isImagingSettled';
import { cachedImaging } from '@/lib/client/imaging/imagingCache';
import type { AssessProgress } from '@/lib/client/result/assessCase';
import { assessmentRun } from '@/lib/client/result/assessmentRun';
import type { Problem } from '@/lib/core/result';
import type { SiteModelSettings } from '@/lib/model/siteFacts';
import { useCase } from '../CaseFrame';
import { useInstalledModel } from '../InstalledModel';

/** Works out the result of the case where it has none, and puts it into the case unless that has changed in the meantime. */
export function useAssessment(modelId: string, site: SiteModelSettings) {
  const { store, state, fhir } = useCase();
  const { imageDigest } = useInstalledModel();
  const { launchId } = fhir.session;
  const [problem, setProblem] = useState<Problem>();
  const [progress, setProgress] = useState<AssessProgress>();
  const [tries, setTries] = useState(0);
  const { chart, choices, edits, imaging, withoutScan, assessment } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another input, and another try, is another run
  useEffect(() => {
    if (assessment || !isImagingSettled({ imaging, withoutScan })) return;
    let open = true;
    const run = assessmentRun(store.get(), cachedImaging(launchId), modelId, site);
    run.watch((now) => open && setProgress(now));
    run.result.then((result) => {
      if (!open || !run.isOf(store.get()) || store.get().assessment) return;
      if (!result.ok) return setProblem(result.problem);
      const { assessment, features } = result.value;
      const model = { ...assessment.model, ...(imageDigest && { imageDigest }) };
      store.update({ assessment: { ...assessment, model }, radiomics: features });
      if (assessment.kind === 'abstention') {
        const reasons = assessment.reasons.map(({ id }) => id);
        reportEvent({ event: 'abstain', launch: launchId, reasons });
      }
    });
    return () => {
      open = false;
    };
  }, [store, launchId, modelId, site, imageDigest, chart, choices, edits, imaging, withoutScan, assessment, tries]);
  const tryAgain = () => {
    setProblem(undefined);
    setTries(tries + 1);
  };
  return { problem, progress, tryAgain };
}
