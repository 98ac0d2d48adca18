import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { archiveQueryProcess } from '../../contract/archive-query-kind.ts';
import { onlyByAsking } from '../../contract/archive-search-failures.ts';
import { resubmitRequest } from '../../contract/operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** A returned one goes on as it was asked for; another content is asked for anew. */
export const archiveQueryResubmitted = guard<ApprovalsTables>()(
  'approvals.archiveQueryResubmitted',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ form: unknown }>`select form from approvals.instance
      where id = ${requestId}::uuid and kind = ${archiveQueryProcess.name}`.execute(context.db);
    if (rows[0] && !isDeepStrictEqual(rows[0].form, form)) throw refuse(onlyByAsking);
  },
);
