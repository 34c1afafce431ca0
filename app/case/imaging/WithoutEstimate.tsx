import type { LimitFinding } from '@/lib/model/assessment';
import { Button } from '@/lib/ui/Button';
import { useCase } from '../CaseFrame';
import { useGoTo } from '../StepNavigation';

/** The way on where no estimate can come of the scan: the result step then says why, and what is known without one (R21). */
export function WithoutEstimate({ reasons }: { readonly reasons: readonly LimitFinding[] }) {
  const { store } = useCase();
  const goTo = useGoTo();
  return (
    <Button
      onPress={() => {
        store.update({ withoutScan: { reasons, at: new Date().toISOString() } });
        goTo('/case/result');
      }}
    >
      Go on without an estimate
    </Button>
  );
}
