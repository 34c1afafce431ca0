import type { CountsPer100 } from '@/lib/decide/counts';

/** The sentence's 100 patients on one line: acted on, then left; filled where residual back pain comes, so that it survives grey. */
export function CountsBar({ counts }: { readonly counts: CountsPer100 }) {
  const { actedOn, actedWith, actedWithout, missed, leftWithout } = counts;
  return (
    <div aria-hidden="true">
      <svg aria-hidden="true" viewBox="0 0 104 12" preserveAspectRatio="none" className="h-6 w-full">
        <Segment from={0} people={actedWith} filled />
        <Segment from={actedWith} people={actedWithout} />
        <Segment from={actedOn + 4} people={missed} filled />
        <Segment from={actedOn + 4 + missed} people={leftWithout} />
      </svg>
      <p className="flex flex-wrap justify-between gap-x-4 text-xs text-soft">
        <span>{actedOn} acted on</span>
        <span>{missed + leftWithout} left</span>
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4 text-xs text-soft">
        <Key filled>with residual back pain</Key>
        <Key>without</Key>
      </p>
    </div>
  );
}

function Segment({ from, people, filled = false }: { from: number; people: number; filled?: boolean }) {
  if (people === 0) return null;
  return (
    <rect
      x={from + 0.2}
      y="1"
      width={people - 0.4}
      height="10"
      className={filled ? 'fill-estimate stroke-estimate' : 'fill-raised stroke-estimate-rest'}
      strokeWidth="1.5"
      vectorEffect="non-scaling-stroke"
    />
  );
}

function Key({ filled = false, children }: { filled?: boolean; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <span className={`size-3 border ${filled ? 'border-estimate bg-estimate' : 'border-estimate-rest'}`} />
      {children}
    </span>
  );
}
