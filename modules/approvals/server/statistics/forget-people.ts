import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { monthsOfPeople } from '../../contract/statistics.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

/** On the first of each month: figures about single people that are older than they may be kept go. */
export const forgetPeople = recurring<ApprovalsTables>()(
  'approvals.forgetPeopleFigures',
  '50 2 1 * *',
  async (context) => {
    const before = context.now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ months: monthsOfPeople });
    await sql`delete from approvals.statistic where what = 'person' and day < ${before.toString()}::date`.execute(
      context.db,
    );
  },
);
