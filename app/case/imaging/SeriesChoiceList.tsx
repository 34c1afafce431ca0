import type { SeriesCandidate, SeriesChoice } from '@/lib/dicom/chooseSeries';

interface SeriesChoiceListProps {
  readonly choice: SeriesChoice;
  readonly shownUid: string;
  readonly onChoose: (seriesUid: string) => void;
}

/** The series of the study, best first, each with the reason for its place; the reader may take another one. */
export function SeriesChoiceList({ choice, shownUid, onChoose }: SeriesChoiceListProps) {
  const { usable, unusable } = choice;
  const shown = usable.find(({ seriesUid }) => seriesUid === shownUid);
  return (
    <details className="mt-3 rounded-md border border-line bg-raised p-3">
      <summary className="cursor-pointer">
        Series: {shown ? `${shown.description}, ${shown.sliceCount} slices` : 'not listed'} ({usable.length} usable of{' '}
        {usable.length + unusable.length} in the study)
      </summary>
      <fieldset className="mt-2">
        <legend className="sr-only">Series of this study</legend>
        {usable.map((series) => (
          <label key={series.seriesUid} className="flex min-h-8 items-start gap-2 py-1">
            <input
              type="radio"
              name="series"
              className="mt-0.5 size-4 shrink-0 accent-accent"
              checked={series.seriesUid === shownUid}
              onChange={() => onChoose(series.seriesUid)}
            />
            <SeriesLine series={series} />
          </label>
        ))}
      </fieldset>
      {unusable.length > 0 && (
        <ul aria-label="Series that cannot be used" className="mt-1 text-soft">
          {unusable.map((series) => (
            <li key={series.seriesUid} className="py-1">
              <SeriesLine series={series} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

const SeriesLine = ({ series: { description, sliceCount, kernel, reason } }: { readonly series: SeriesCandidate }) => (
  <span>
    {description}, {sliceCount} slices{kernel && `, kernel ${kernel}`}
    <span className="block text-soft">{reason}</span>
  </span>
);
