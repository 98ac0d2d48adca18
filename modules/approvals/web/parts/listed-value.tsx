import { useWords } from '#kernel/web/language/use-words.ts';
import type { RequestView } from '../../contract/request.ts';
import { words } from '../words.ts';
import { FieldValue } from './field-value.tsx';

/** A field in a row of many requests: short, so that rows stay rows. What it says in full stands in the request. */
export function ListedValue({ field }: { field: RequestView['fields'][number] }) {
  const t = useWords(words);
  const { design, value, hidden } = field;
  if (hidden || !design) return <FieldValue field={field} />;
  if (design.kind === 'table') return t('field.rows', { count: Array.isArray(value) ? value.length : 0 });
  if ((design.kind === 'file' || design.kind === 'image') && Array.isArray(value)) {
    return t('field.files', { count: value.length });
  }
  if (design.kind === 'money' || design.kind === 'formula') {
    return <FieldValue field={{ ...field, design: { ...design, capitals: false } }} />;
  }
  return design.kind === 'longText' ? (
    <div className="approvals-listed">
      <FieldValue field={field} />
    </div>
  ) : (
    <FieldValue field={field} />
  );
}
