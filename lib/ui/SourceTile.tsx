import type { ReactNode } from 'react';
import { type MarkState, StateMark } from './StateMark';

export interface TileSource {
  /** "5 Mar 2026". */
  readonly date?: string;
  /** "8 months ago". */
  readonly age?: string;
  /** What the source is called, where the title and the value do not say it. */
  readonly display?: string;
  /** "Source: Observation, version 1"; opens the resource. Absent where nothing is on file. */
  readonly reference?: ReactNode;
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
    <section aria-label={title} className="flex min-w-0 flex-col rounded-md border border-line bg-raised p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="text-soft">{title}</h2>
        <StateMark state={state}>{stateWord}</StateMark>
      </div>
      <p className={`mt-1 text-xl font-semibold wrap-break-word ${state === 'unknown' ? 'text-soft' : ''}`}>
        {value}
        {unit && <span className="ml-1 text-base font-normal text-soft">{unit}</span>}
      </p>
      {source && (
        <>
          {source.date && (
            <p className="mt-1">
              {source.date}
              {source.age && <span className="text-soft">, {source.age}</span>}
            </p>
          )}
          {(source.display || source.original) && (
            <p className="text-soft">
              {[source.display, source.original && `recorded as ${source.original}`].filter(Boolean).join(', ')}
            </p>
          )}
          {source.reference && <p className="text-soft">{source.reference}</p>}
          {source.remark && <p className="text-attention">{source.remark}</p>}
        </>
      )}
      {children}
    </section>
  );
}
