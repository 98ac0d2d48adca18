import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/list-operations.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { loadRequest } from '../load-request.ts';
import { relate } from '../relate.ts';

/** Only what the person may look at can be related: nobody learns by trying numbers. */
export const relateRequest = handle<ApprovalsTables>()(contract.relateRequest, async (context, input) => {
  const request = await loadRequest(context, input.requestId);
  const { rows } = await sql<{ id: string }>`
    select id from approvals.instance where number = ${input.number}`.execute(context.db);
  if (!rows[0]) throw refuse(notFound);
  const other = await loadRequest(context, rows[0].id);
  if (other.id === request.id || !request.seesContent || !other.seesContent) throw refuse(notFound);
  context.about('request', request.id);
  await relate(context, { requestId: request.id, otherId: other.id, by: context.person().personId });
  return {};
});
