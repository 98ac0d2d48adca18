import { Table } from 'antd';
import { useState } from 'react';
import { Checkbox } from '../checkbox.tsx';
import { Popup } from '../popup.tsx';
import type { TableProps } from '../table.tsx';

/** The table itself: sorting, a choice of columns that is remembered, rows that open by mouse and Enter. */
export function TableBody(props: TableProps<object> & { rows: readonly object[] }) {
  const [hidden, setHidden] = useState(() => readHidden(props.remember));
  const hide = (key: string, hides: boolean) => {
    const now = hides ? [...hidden, key] : hidden.filter((one) => one !== key);
    setHidden(now);
    try {
      localStorage.setItem(`guiju.columns.${props.remember}`, JSON.stringify(now));
    } catch {
      // A browser that keeps nothing: the choice holds until the page is closed.
    }
  };
  const { onOpen } = props;
  return (
    <div className="gj-table">
      {props.remember && props.columnsWord ? (
        <div className="gj-table-tools">
          <Popup label={props.columnsWord} icon="filter">
            <div className="gj-stack">
              {props.columns
                .filter((column) => !column.always)
                .map((column) => (
                  <Checkbox
                    key={column.key}
                    value={!hidden.includes(column.key)}
                    onChange={(shown) => hide(column.key, !shown)}
                  >
                    {column.title}
                  </Checkbox>
                ))}
            </div>
          </Popup>
        </div>
      ) : null}
      <Table<object>
        aria-label={props.label}
        size="small"
        pagination={false}
        dataSource={[...props.rows]}
        rowKey={props.rowKey}
        columns={props.columns
          .filter((column) => column.always || !hidden.includes(column.key))
          .map((column) => {
            const { sort } = column;
            return {
              key: column.key,
              title: column.title,
              render: (_: unknown, row: object) => column.cell(row),
              ...(column.align ? { align: column.align } : {}),
              ...(column.width ? { width: column.width } : {}),
              ...(sort ? { sorter: (one: object, other: object) => compare(sort(one), sort(other)) } : {}),
            };
          })}
        {...(onOpen
          ? {
              onRow: (row: object) => ({
                tabIndex: 0,
                className: 'gj-opens',
                onClick: () => onOpen(row),
                onKeyDown: (event: React.KeyboardEvent) => {
                  if (event.key === 'Enter' && event.target === event.currentTarget) onOpen(row);
                },
              }),
            }
          : {})}
      />
    </div>
  );
}

const compare = (one: string | number, other: string | number) =>
  typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other));

function readHidden(name: string | undefined): string[] {
  try {
    return name ? (JSON.parse(localStorage.getItem(`guiju.columns.${name}`) ?? '[]') as string[]) : [];
  } catch {
    return [];
  }
}
