import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type TableField } from '../../contract/form-design.ts';
import type { TableRow } from '../../contract/form-values.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { DesignedValue } from './designed-value.tsx';
import { isNumber } from './is-number.ts';
import { MaskedValue } from './masked-value.tsx';
import { TableSums } from './table-sums.tsx';

const FIRST = 50;

/** A detail table to be read, the first rows of a long one; on paper all of them. `requestId`: whose masked cells may be shown. */
export function ShownTable(props: {
  field: TableField;
  rows: readonly TableRow[];
  requestId?: string;
  onPaper?: boolean;
}) {
  const t = useWords(words);
  const spoken = useSpoken();
  const isPhone = useIsPhone();
  const [all, setAll] = useState(false);
  const { field, rows, onPaper = false, requestId } = props;
  const shown = all || onPaper ? rows : rows.slice(0, FIRST);
  const cell = (column: TableField['columns'][number], row: TableRow, index: number) => {
    const isMasked = field.sensitive || column.sensitive;
    const value = row[column.name];
    if (isMasked && value !== undefined && requestId && !onPaper) {
      const fieldId = `${field.name}.${index}.${column.name}`;
      return <MaskedValue field={column} value={value} requestId={requestId} fieldId={fieldId} />;
    }
    return <DesignedValue field={column} value={value} masked={isMasked} onPaper={onPaper} />;
  };
  return (
    <div className="approvals-table">
      {isPhone && !onPaper ? (
        <ol className="approvals-cards">
          {shown.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
            <li key={index} className="approvals-card">
              <dl className="approvals-card-facts">
                {field.columns.map((column) => (
                  <div key={column.name}>
                    <dt className="gj-second">{spoken(bothLanguages(column.label))}</dt>
                    <dd>{cell(column, row, index)}</dd>
                  </div>
                ))}
              </dl>
            </li>
          ))}
        </ol>
      ) : (
        <div className="approvals-table-frame">
          <table>
            <thead>
              <tr>
                {field.columns.map((column) => (
                  <th key={column.name} scope="col" data-number={isNumber(column) || undefined}>
                    {spoken(bothLanguages(column.label))}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
                <tr key={index}>
                  {field.columns.map((column) => (
                    <td key={column.name} data-number={isNumber(column) || undefined}>
                      {cell(column, row, index)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <TableSums field={field} rows={rows} />
      {shown.length < rows.length ? (
        <Button kind="quiet" onPress={() => setAll(true)}>
          {t('form.rows.all', { count: rows.length })}
        </Button>
      ) : null}
    </div>
  );
}
