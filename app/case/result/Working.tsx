import type { AssessProgress } from '@/lib/client/result/assessCase';
import { PanelSkeletons } from '@/lib/ui/Skeleton';
import { useTimeLeft } from '../useTimeLeft';

/** What is being done, how much of it, and how long it still takes. */
export function Working({ progress }: { readonly progress: AssessProgress | undefined }) {
  const step =
    progress?.step === 'radiomics'
      ? `Measuring the texture: image ${progress.done} of ${progress.total}`
      : progress?.step === 'score'
        ? 'Scoring'
        : 'Loading and checking the model';
  const counted = progress?.step === 'radiomics' ? progress : undefined;
  const left = useTimeLeft(counted?.done, counted?.total);
  return (
    <>
      <section role="status" className="mt-4 max-w-3xl">
        <p>
          {step}
          {left && `, ${left}`}
        </p>
        <progress
          className="mt-2 w-full"
          aria-label={step}
          {...(counted && { max: counted.total, value: counted.done })}
        />
      </section>
      <PanelSkeletons panels={4} label="The result is being worked out" />
    </>
  );
}
