import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { archiveQueryProcess } from '../../contract/archive-query-kind.ts';
import * as contract from '../../contract/archive-search.ts';
import { archiveDaysWrong } from '../../contract/archive-search-failures.ts';
import { submitRequest } from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { queryForm } from '../archive-search/query-form.ts';
import { zoneOf } from '../archive-search/zone-of.ts';

export const askForArchive = handle<ApprovalsTables>()(contract.askForArchive, async (context, input) => {
  const today = context.now.toZonedDateTimeISO(await zoneOf(context.db, context.person().employerId)).toPlainDate();
  if (input.until < today.toString() || input.until > today.add({ years: 1 }).toString())
    throw refuse(archiveDaysWrong);
  const form = await queryForm(context, input);
  const { requestId, number } = await context.call(submitRequest, { kind: archiveQueryProcess.name, form });
  return { requestId, number };
});
