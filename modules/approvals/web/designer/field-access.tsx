import { Button } from '#design/button.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { type FieldAccess as Access, fieldAccess } from '../../domain/field-access.ts';
import { words } from '../words.ts';
import { useSheet } from './sheet-context.ts';

const levels: readonly Access[] = ['edit', 'read', 'hidden'];

/**
 * 字段权限: a matrix of fields and what may be done with each. Only what differs from the usual is stored: at the start
 * everything is edited, elsewhere read, a column as its table.
 */
export function FieldAccess(props: {
  access: Readonly<Record<string, Access>>;
  usual: Access;
  onChange: (access: Record<string, Access>) => void;
}) {
  const t = useWords(words);
  const { design, speech } = useSheet();
  const rows = design.fields.flatMap((field): { name: string; table?: string; mayEdit: boolean }[] => {
    if (field.kind === 'note') return [];
    const mayEdit = field.kind !== 'formula' && field.rules.compute === undefined;
    if (field.kind !== 'table') return [{ name: field.name, mayEdit }];
    const columns = field.columns.map((column) => ({
      name: `${field.name}.${column.name}`,
      table: field.name,
      mayEdit: column.kind !== 'formula' && column.rules.compute === undefined,
    }));
    return [{ name: field.name, mayEdit: true }, ...columns];
  });
  const set = (changes: readonly { name: string; table?: string | undefined; level: Access }[]) => {
    const next = { ...props.access };
    for (const { name, table, level } of changes) {
      const usual = table === undefined ? props.usual : fieldAccess(next, table, props.usual);
      if (level === usual) delete next[name];
      else next[name] = level;
    }
    props.onChange(next);
  };
  if (rows.length === 0) return <p className="gj-second">{t('flow.fields.none')}</p>;
  return (
    <table className="flow-matrix">
      <thead>
        <tr>
          <th scope="col">{t('flow.fields.field')}</th>
          {levels.map((level) => (
            <th key={level} scope="col">
              <Button
                kind="quiet"
                label={t('flow.fields.all', { level: t(`flow.access.${level}`) })}
                onPress={() =>
                  set(rows.filter((row) => level !== 'edit' || row.mayEdit).map((row) => ({ ...row, level })))
                }
              >
                {t(`flow.access.${level}`)}
              </Button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const label = speech.fieldName(row.name);
          const now = fieldAccess(props.access, row.name, props.usual);
          return (
            <tr key={row.name} data-column={row.table !== undefined}>
              <td>{row.table === undefined ? label : label.split(' · ').at(-1)}</td>
              {levels.map((level) => (
                <td key={level}>
                  <label>
                    <input
                      type="radio"
                      name={`access-${row.name}`}
                      aria-label={`${label} ${t(`flow.access.${level}`)}`}
                      checked={now === level}
                      disabled={level === 'edit' && !row.mayEdit}
                      onChange={() => set([{ ...row, level }])}
                    />
                  </label>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
