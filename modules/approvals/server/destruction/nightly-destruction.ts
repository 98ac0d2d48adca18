import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { destructionTimer } from './destruction-timer.ts';

/** Every night: lists that were approved and aren't through go on, whatever kept them from it. */
export const nightlyDestruction = recurring<ApprovalsTables>()(
  'approvals.nightlyDestruction',
  '10 3 * * *',
  async (context) => {
    const { rows } = await sql<{ id: string }>`select id from approvals.destruction
      where approved_at is not null and finished_at is null`.execute(context.db);
    for (const { id } of rows) {
      await context.schedule(destructionTimer, { key: id, at: context.now, input: { destructionId: id } });
    }
  },
);
