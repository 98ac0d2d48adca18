import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { guard } from '#kernel/server/define-module.ts';
import { resubmitRequest } from '#modules/approvals/contract/operations.ts';
import { onlyByLeaveForm } from '../../contract/failures.ts';
import { keptForm } from '../kept-form.ts';
import type { LeaveTables } from '../leave-tables.ts';

/** A returned leave is submitted again only with the form that this module made; other kinds aren't its matter. */
export const resubmittedByLeaveForm = guard<LeaveTables>()(
  'leave.resubmittedByLeaveForm',
  resubmitRequest,
  async (context, { requestId, form }) => {
    const { rows } = await sql<{ own: boolean }>`select person_id = ${context.person().personId}::uuid as own
      from leave.request where request_id = ${requestId}::uuid`.execute(context.db);
    // Who it isn't: approvals refuses, and doesn't say that there is such a leave.
    if (!rows[0]?.own) return;
    const kept = await keptForm(context, requestId);
    if (kept !== undefined && !isDeepStrictEqual(kept, form)) throw refuse(onlyByLeaveForm);
  },
);
