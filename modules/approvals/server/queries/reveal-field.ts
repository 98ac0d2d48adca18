import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { formFailures } from '../../contract/form-failures.ts';
import * as contract from '../../contract/form-operations.ts';
import type { TableRow } from '../../contract/form-values.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';

export const revealField = handle<ApprovalsTables>()(contract.revealField, async (context, { requestId, fieldId }) => {
  const request = await loadRequest(context, requestId);
  const [name = '', row, cell] = fieldId.split('.');
  const field = request.kind.design?.fields.find((one) => one.name === name);
  // From whom it is hidden, it isn't there.
  if (!field || field.kind === 'note' || !request.seesAll) throw refuse(formFailures.noSuchField);
  const column = field.kind === 'table' ? field.columns.find((one) => one.name === cell) : undefined;
  if (field.kind === 'table' && !column) throw refuse(formFailures.noSuchField);
  const whole = request.form[name];
  return { value: column ? (whole as TableRow[] | undefined)?.[Number(row)]?.[column.name] : whole };
});
