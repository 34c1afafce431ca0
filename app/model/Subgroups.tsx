import type { ModelReport } from '@/lib/server/models/reportSchema';

const figureNames = ['Patients', 'With the outcome', 'Expected', 'AUROC (95 % interval)'] as const;
const columns = 'min-[480px]:grid-cols-[1.4fr_repeat(3,0.8fr)_1.6fr]';

/** Observed against expected events in groups of the test patients; a group of too few events says so. */
export function Subgroups({ subgroups }: Pick<ModelReport, 'subgroups'>) {
  return (
    <>
      <p className="mb-2 max-w-[68ch] text-soft">The package's own model in groups of the held-out patients.</p>
      <div className={`hidden gap-x-4 pb-1 text-soft min-[480px]:grid ${columns}`} aria-hidden="true">
        {['Group', ...figureNames].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      {subgroups.map((subgroup) => (
        <dl
          key={`${subgroup.by}: ${subgroup.group}`}
          className={`grid grid-cols-2 gap-x-4 border-t border-line py-2 ${columns}`}
        >
          <dt className="max-[479px]:col-span-2 max-[479px]:font-semibold">
            {subgroup.by}: {subgroup.group}
          </dt>
          {figuresOf(subgroup).map((value, figure) => (
            <dd key={figureNames[figure]}>
              <span className="text-soft min-[480px]:sr-only">{figureNames[figure]} </span>
              <span className="tabular-nums max-[479px]:block">{value}</span>
            </dd>
          ))}
        </dl>
      ))}
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
