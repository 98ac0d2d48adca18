import { useWords } from '#kernel/web/language/use-words.ts';
import { bothLanguages, type TableField } from '../../contract/form-design.ts';
import type { TableRow } from '../../contract/form-values.ts';
import { sumsOf } from '../../domain/form/scope-of.ts';
import { useSpoken } from '../use-spoken.ts';
import { words } from '../words.ts';
import { DesignedValue } from './designed-value.tsx';

/** The sums below a table, of the columns that its design names. */
export function TableSums({ field, rows }: { field: TableField; rows: readonly TableRow[] }) {
  const t = useWords(words);
  const spoken = useSpoken();
  const summed = field.columns.filter((column) => field.sums.includes(column.name));
  if (summed.length === 0 || rows.length === 0) return null;
  return (
    <dl className="approvals-sums">
      {summed.map((column) => (
        <div key={column.name}>
          <dt className="gj-second">{t('form.sum', { label: spoken(bothLanguages(column.label)) })}</dt>
          <dd>
            <DesignedValue field={column} value={sumsOf(field, column, rows)[`${field.name}_${column.name}_sum`]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
