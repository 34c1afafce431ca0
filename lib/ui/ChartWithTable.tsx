'use client';
import { type ReactNode, useState } from 'react';
import { Button } from './Button';
import { DataTable, type TableContent } from './DataTable';

interface ChartWithTableProps {
  readonly children: ReactNode;
  readonly table: TableContent;
  /** How the chart is read. */
  readonly caption: ReactNode;
}

/** A chart, or the same numbers as a table, at the press of a button (E3). */
export function ChartWithTable({ children, table, caption }: ChartWithTableProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="mt-2">
      <Button
        pressed={asTable}
        label={`${table.caption}: ${asTable ? 'show as a chart' : 'show as a table'}`}
        onPress={() => setAsTable(!asTable)}
      >
        {asTable ? 'Show as a chart' : 'Show as a table'}
      </Button>
      {asTable ? <DataTable {...table} /> : children}
      <figcaption className="mt-2 max-w-[68ch] text-soft">{caption}</figcaption>
    </figure>
  );
}
