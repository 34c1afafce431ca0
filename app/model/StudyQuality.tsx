import type { ModelManifest } from '@/lib/model/manifest';
import { domainJudgements } from '@/lib/server/models/domainJudgements';
import type { ModelReport } from '@/lib/server/models/reportSchema';
import { StateMark } from '@/lib/ui/StateMark';

/** Risk of bias in the four domains of PROBAST+AI, with what it rests on; our own judgement, which an appraiser may redo. */
export function StudyQuality({ report, cohort }: { readonly report: ModelReport } & Pick<ModelManifest, 'cohort'>) {
  return (
    <>
      <p className="mb-2 max-w-[68ch] text-soft">
        Our own judgement in the domains of PROBAST+AI (Moons et al., BMJ 2025;388:e082505). Nobody outside the project
        has appraised the study.
      </p>
      <dl>
        {domainJudgements(report, cohort).map(({ domain, concern, because }) => (
          <div key={domain} className="border-t border-line py-2 sm:grid sm:grid-cols-[12rem_1fr] sm:gap-x-4">
            <dt className="font-medium">
              {domain}
              <span className="block font-normal">
                <StateMark state={concern === 'high' ? 'stop' : 'attention'}>{`${concern} concern`}</StateMark>
              </span>
            </dt>
            <dd className="max-w-[68ch]">{because.join(' ')}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
