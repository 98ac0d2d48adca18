import { lazy, type ReactNode, Suspense } from 'react';
import { Skeleton } from './skeleton.tsx';
import { useIsPhone } from './use-is-phone.ts';

const Body = lazy(async () => ({ default: (await import('./lazy/table-body.tsx')).TableBody }));

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers and amounts stand to the right. */
  readonly align?: 'right';
  readonly width?: number;
  /** What it is sorted by; absent: not sortable. */
  readonly sort?: (row: Row) => string | number;
  /** May not be hidden. */
  readonly always?: boolean;
}

export interface TableProps<Row> {
  /** What the table is, for those who don't see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Nothing while they are on their way: the table keeps its shape. */
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** A name under which this device remembers which columns are shown. */
  readonly remember?: string;
  /** The word on the button that chooses columns; needed with `remember`. */
  readonly columnsWord?: string;
  /** How a row looks on a phone, where a table has no room. */
  readonly phoneRow: (row: Row) => ReactNode;
}

/** Rows with several things to compare. Loaded when first shown; a list of rows on phones. */
export function Table<Row extends object>(props: TableProps<Row>) {
  const phone = useIsPhone();
  const { rows } = props;
  if (!rows) return <Skeleton shape="rows" count={8} />;
  if (phone) {
    return (
      <ul className="gj-rows" aria-label={props.label}>
        {rows.map((row) => (
          <li key={props.rowKey(row)}>{props.phoneRow(row)}</li>
        ))}
      </ul>
    );
  }
  return (
    <Suspense fallback={<Skeleton shape="rows" count={Math.min(rows.length || 3, 8)} />}>
      <Body {...(props as unknown as TableProps<object>)} rows={rows as readonly object[]} />
    </Suspense>
  );
}
