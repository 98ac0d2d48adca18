import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/destruction.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { destructionFailures as failures } from '../../contract/destruction-failures.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { keptRequest } from '../destruction/destruction-table.ts';

/** An item leaves its open list; of an approved one only until its turn comes. */
export const keepLonger = handle<ApprovalsTables>()(
  contract.keepLonger,
  async (context, { requestId, until, reason }) => {
    const { personId } = context.person();
    const { id, employerId, timeZone } = await keptRequest(context, { requestId });
    const day = Temporal.PlainDate.from(until);
    const today = context.now.toZonedDateTimeISO(timeZone).toPlainDate();
    if (Temporal.PlainDate.compare(day, today) <= 0 || Temporal.PlainDate.compare(day, today.add({ years: 100 })) > 0) {
      throw refuse(failures.keepUntilWrong);
    }
    await sql`insert into approvals.kept_longer (instance_id, until_at, reason, by_id, at)
      values (${id}::uuid, ${day.toZonedDateTime(timeZone).toInstant().toString()}::timestamptz, ${reason}, ${personId}::uuid,
        ${context.now.toString()}::timestamptz)`.execute(context.db);
    // Waits for what is being destroyed at this moment, which then isn't there any more.
    const { rows } = await sql<{ destruction_id: string }>`
      update approvals.destruction_item set state = 'kept' where instance_id = ${id}::uuid and state = 'proposed'
      returning destruction_id`.execute(context.db);
    for (const row of rows) {
      await sql`update approvals.destruction set revision = revision + 1 where id = ${row.destruction_id}::uuid`.execute(
        context.db,
      );
    }
    // Destroyed while this waited.
    await keptRequest(context, { requestId });
    context.emit(destructionChanged, {
      destructionId: rows[0]?.destruction_id ?? null,
      employerId,
      what: 'kept',
      by: personId,
    });
    return {};
  },
);
