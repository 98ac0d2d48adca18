import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { formFailures } from '../../contract/form-failures.ts';
import * as contract from '../../contract/form-operations.ts';
import type { TableRow } from '../../contract/form-values.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRecord, loadRequest } from '../load-request.ts';
import { viewFor } from '../view-for.ts';

export const revealField = handle<ApprovalsTables>()(contract.revealField, async (context, { requestId, fieldId }) => {
  const request = await loadRequest(context, requestId);
  const [name = '', row, cell] = fieldId.split('.');
  // From whom it is hidden, it isn't there: the view is asked, which knows what its reader is shown.
  const view = viewFor(context, request, await loadRecord(context, request));
  const field = view?.fields.find((one) => one.name === name && !one.hidden)?.design;
  const column = field?.kind === 'table' ? field.columns.find((one) => one.name === cell) : undefined;
  if (!field || (field.kind === 'table' && !column)) throw refuse(formFailures.noSuchField);
  const whole = request.form[name];
  return { value: column ? (whole as TableRow[] | undefined)?.[Number(row)]?.[column.name] : whole };
});
