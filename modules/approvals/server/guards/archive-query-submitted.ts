import { isDeepStrictEqual } from 'node:util';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { archiveQueryForm, archiveQueryProcess } from '../../contract/archive-query-kind.ts';
import { onlyByAsking } from '../../contract/archive-search-failures.ts';
import { submitRequest } from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { queryForm } from '../archive-search/query-form.ts';

/** Which kinds are important is never what the applicant says: it decides who must agree. */
export const archiveQuerySubmitted = guard<ApprovalsTables>()(
  'approvals.archiveQuerySubmitted',
  submitRequest,
  async (context, { kind, form }) => {
    if (kind !== archiveQueryProcess.name) return;
    const read = archiveQueryForm.safeParse(form);
    if (!read.success || !isDeepStrictEqual(await queryForm(context, read.data), form)) throw refuse(onlyByAsking);
  },
);
