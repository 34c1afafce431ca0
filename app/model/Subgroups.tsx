import type { ModelReport } from '@/lib/server/models/reportSchema';
import { DataTable } from '@/lib/ui/DataTable';

/** Observed against expected events in groups of the test patients; a group of too few events says so. */
export function Subgroups({ subgroups }: Pick<ModelReport, 'subgroups'>) {
  return (
    <DataTable
      caption="The package's own model in groups of the held-out patients"
      head={['Group', 'Patients', 'With the outcome', 'Expected', 'AUROC (95 % interval)']}
      rows={subgroups.map(({ by, group, patients, events, expected, auroc }) => [
        `${by}: ${group}`,
        String(patients),
        String(events),
        expected.toFixed(1),
        auroc ? `${auroc.value.toFixed(2)} (${auroc.low.toFixed(2)} to ${auroc.high.toFixed(2)})` : 'too few to judge',
      ])}
    />
  );
}
