import type { ReactNode } from 'react';
import { type MarkState, StateMark } from './StateMark';

export interface TileSource {
  /** "5 Mar 2026". */
  readonly date?: string;
  /** "8 months ago". */
  readonly age?: string;
  readonly display: string;
  readonly reference: string;
  /** The chart's own value where it was converted. */
  readonly original?: string;
  /** What else is to be known of the source. */
  readonly remark?: string;
}

export interface SourceTileProps {
  readonly title: string;
  readonly state: MarkState;
  /** "On file", "Missing", "Old", "Two values". */
  readonly stateWord: string;
  readonly value: string;
  readonly unit?: string;
  readonly source?: TileSource;
  readonly children?: ReactNode;
}

/** One input of the estimate: value, unit, date, age and where it came from (S14, P1). */
export function SourceTile({ title, state, stateWord, value, unit, source, children }: SourceTileProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-1 rounded-md border border-line bg-raised p-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="font-medium text-soft">{title}</h2>
        <StateMark state={state}>{stateWord}</StateMark>
      </div>
      <p className="text-xl leading-7 font-semibold">
        {value}
        {unit && <span className="ml-1 text-sm font-normal text-soft">{unit}</span>}
      </p>
      {source && (
        <p className="text-soft">
          {source.display}
          {source.date && `, ${source.date}`}
          {source.age && ` (${source.age})`}
          {source.original && `, recorded as ${source.original}`}
          <br />
          <span className="break-all">From {source.reference}</span>
          {source.remark && (
            <>
              <br />
              {source.remark}
            </>
          )}
        </p>
      )}
      {children}
    </section>
  );
}
