import type { ModelReport } from '@/lib/server/models/reportSchema';
import { FigureTable } from './FigureTable';

/** Observed against expected events in groups of the test patients; a group of too few events says so. */
export function Subgroups({ subgroups }: Pick<ModelReport, 'subgroups'>) {
  return (
    <>
      <p className="mb-2 max-w-[68ch] text-soft">The package's own model in groups of the held-out patients.</p>
      <FigureTable
        stackedBelow={480}
        columns="min-[480px]:grid-cols-[1.4fr_repeat(3,0.8fr)_1.6fr]"
        of="Group"
        figureNames={['Patients', 'With the outcome', 'Expected', 'AUROC (95 % interval)']}
        rows={subgroups.map((subgroup) => {
          const name = `${subgroup.by}: ${subgroup.group}`;
          return { key: name, name, figures: figuresOf(subgroup) };
        })}
      />
    </>
  );
}

function figuresOf({ patients, events, expected, auroc }: ModelReport['subgroups'][number]): readonly string[] {
  return [
    String(patients),
    String(events),
    expected.toFixed(1),
    auroc ? `${auroc.value.toFixed(2)} (${auroc.low.toFixed(2)} to ${auroc.high.toFixed(2)})` : 'too few to judge',
  ];
}
