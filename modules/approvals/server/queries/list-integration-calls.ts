import { sql } from 'kysely';
import type { Words } from '#kernel/contract/words.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/call-operations.ts';
import type { InstanceState } from '../../contract/instance.ts';
import type { CallsTables } from '../calls/calls-tables.ts';
import { requireEverywhere } from '../calls/integration-of.ts';
import { mayWakeCall } from '../calls/may-wake-call.ts';
import { newestKinds } from '../newest-kinds.ts';
import { pageOf, readPageCursor } from '../page-cursor.ts';

interface Row {
  readonly id: string;
  readonly instance_id: string | null;
  readonly visit: number | null;
  readonly attempt: number | null;
  readonly state: 'pending' | 'sent' | 'done' | 'failed';
  readonly tries: number;
  readonly error: string | null;
  readonly next_try: string | null;
  readonly made_at: string;
  readonly number: string | null;
  readonly kind: string | null;
  readonly request: InstanceState | null;
}

export const listIntegrationCalls = handle<CallsTables>()(
  contract.listIntegrationCalls,
  async (context, { integrationId, limit, cursor, failed }) => {
    requireEverywhere(context);
    const after = readPageCursor(cursor);
    const { rows } = await sql<Row>`
      select c.id, c.instance_id, c.visit, c.attempt, c.state, c.tries, c.error, c.next_try, c.made_at,
        i.number, i.kind, i.state as request
      from approvals.call c left join approvals.instance i on i.id = c.instance_id
      where c.integration_id = ${integrationId}::uuid
        ${failed ? sql`and c.state = 'failed'` : sql``}
        ${after ? sql`and (c.made_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by c.made_at desc, c.id desc limit ${limit + 1}`.execute(context.db);
    const kinds = await newestKinds(
      context,
      rows.flatMap((row) => row.kind ?? []),
    );
    const titleOf = (kind: string): Words => kinds.get(kind)?.title ?? { zh: kind, en: kind };
    return pageOf(
      rows,
      limit,
      (row) => [row.made_at, row.id, ''],
      (row) => ({
        callId: row.id,
        state: row.state,
        tries: row.tries,
        madeAt: row.made_at,
        ...(row.error !== null && { error: row.error }),
        ...(row.state === 'pending' && row.next_try !== null && { nextTry: row.next_try }),
        ...(row.instance_id !== null && {
          request: {
            requestId: row.instance_id,
            number: row.number ?? '',
            title: titleOf(row.kind ?? ''),
            visit: row.visit ?? 0,
          },
        }),
        mayWake: row.request !== null && mayWakeCall(row.request, row.visit ?? 0, row.attempt ?? 0),
      }),
    );
  },
);
