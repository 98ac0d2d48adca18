import { type QueryExecutorProvider, sql } from 'kysely';
import type { CommandContext } from '#kernel/server/context.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import { todayIn } from '../../domain/today-in.ts';
import type { EmployerRecord } from '../employer-table.ts';
import { planChange } from '../plan-change.ts';

/** Whoever isn't in the HR system's file leaves after today, with the hand-over as ever; who is leaving already stays so. */
export async function planLeavings(
  context: CommandContext<DirectoryViews>,
  personIds: readonly string[],
  employer: EmployerRecord,
): Promise<void> {
  const db: QueryExecutorProvider = context.db;
  const { rows } = await sql<{ id: string }>`
    select p.id from directory.person p where p.id = any(${sql.val([...personIds])}::uuid[]) and p.left_on is null
      and not exists (select from directory.planned_change c
        where c.person_id = p.id and c.kind = 'markLeft' and c.state = 'waiting') order by p.id`.execute(db);
  const lastDay = todayIn(employer.time_zone, context.now);
  for (const { id } of rows) {
    await planChange(context, {
      kind: 'markLeft',
      person_id: id,
      department_id: null,
      on_day: Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString(),
      change: { lastDay, successorId: null },
      timeZone: employer.time_zone,
    });
  }
}
