import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { archiveTimer } from '../timers/archive-timer.ts';

/** Requests that are taken up in one night, so that years of them don't come at once. */
const atOnce = 2_000;

/** Every night: what ended and isn't archived yet is tried again, and the bytes of printed forms go after a day. */
export const nightlyArchive = recurring<ApprovalsTables>()(
  'approvals.nightlyArchive',
  '40 2 * * *',
  async (context) => {
    const { rows } = await sql<{ id: string }>`
    select i.id from approvals.instance i
    where i.ended_at is not null and not exists (select from approvals.archive a where a.instance_id = i.id and a.archived_at >= i.ended_at)
    order by i.ended_at limit ${atOnce}`.execute(context.db);
    for (const { id } of rows) {
      await context.schedule(archiveTimer, { key: id, at: context.now, input: { requestId: id } });
    }
    const before = context.now.subtract({ hours: 24 }).toString();
    const old = await sql<{ id: string; blob: string }>`
    select id, blob from approvals.print where blob is not null and at < ${before}::timestamptz limit 10000`.execute(
      context.db,
    );
    await sql`update approvals.print set blob = null where id = any(${sql.val(old.rows.map((row) => row.id))}::uuid[])`.execute(
      context.db,
    );
    for (const { blob } of old.rows) await context.loseBlob(blob);
  },
);
