import type { TableRow } from '../../contract/form-values.ts';
import type { RequestView } from '../../contract/request.ts';
import { DesignedValue } from './designed-value.tsx';
import { MaskedValue } from './masked-value.tsx';
import { ShownTable } from './shown-table.tsx';

type Field = RequestView['fields'][number];

/** A field of a designed form in a request, on screen or on paper. */
export function ShownDesignedField(props: {
  field: Field & { readonly design: NonNullable<Field['design']> };
  requestId?: string;
  onPaper?: boolean;
}) {
  const { requestId, onPaper = false } = props;
  const { design, value, masked = false } = props.field;
  if (design.kind === 'note') return null;
  if (design.kind === 'table') {
    const rows = Array.isArray(value) ? (value as TableRow[]) : [];
    return <ShownTable field={design} rows={rows} onPaper={onPaper} {...(requestId ? { requestId } : {})} />;
  }
  if (masked && requestId && !onPaper && value !== undefined) {
    return <MaskedValue field={design} value={value} requestId={requestId} fieldId={design.name} />;
  }
  return <DesignedValue field={design} value={value} masked={masked} onPaper={onPaper} />;
}
