import type { ReactNode } from 'react';

interface FigureRow {
  readonly key: string;
  readonly name: ReactNode;
  /** One for each of the table's figures. */
  readonly figures: readonly string[];
  /** The row that the page is about. */
  readonly isOwn?: boolean;
}

interface FigureTableProps {
  /** Width in px from which on the columns stand beside each other. */
  readonly stackedBelow: keyof typeof layouts;
  /** Tailwind's grid-cols at that width. */
  readonly columns: string;
  /** What the rows are, and what each of their figures is. */
  readonly of: string;
  readonly figureNames: readonly string[];
  readonly rows: readonly FigureRow[];
}

const layouts = {
  480: {
    head: 'min-[480px]:grid',
    name: 'max-[479px]:col-span-2 max-[479px]:font-semibold',
    figureName: 'min-[480px]:sr-only',
    figure: 'max-[479px]:block',
  },
  640: {
    head: 'sm:grid',
    name: 'max-sm:col-span-2 max-sm:font-semibold',
    figureName: 'sm:sr-only',
    figure: 'max-sm:block',
  },
} as const;

/** Rows of figures in columns; on a narrow page each row is a block in which every figure says what it is. */
export function FigureTable({ stackedBelow, columns, of, figureNames, rows }: FigureTableProps) {
  const layout = layouts[stackedBelow];
  return (
    <>
      <div className={`hidden gap-x-4 pb-1 text-soft ${layout.head} ${columns}`} aria-hidden="true">
        {[of, ...figureNames].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
      {rows.map(({ key, name, figures, isOwn }) => (
        <dl
          key={key}
          className={`grid grid-cols-2 gap-x-4 border-t border-line py-2 ${columns} ${isOwn ? 'font-semibold' : ''}`}
        >
          <dt className={layout.name}>{name}</dt>
          {figures.map((figure, place) => (
            <dd key={figureNames[place]}>
              <span className={`font-normal text-soft ${layout.figureName}`}>{figureNames[place]} </span>
              <span className={`tabular-nums ${layout.figure}`}>{figure}</span>
            </dd>
          ))}
        </dl>
      ))}
    </>
  );
}
