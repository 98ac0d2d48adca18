import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { carryOut } from '../carry-out.ts';

/** 离职: whatever waits for the leaver, now or later, goes to the successor, else the supervisor, else an administrator. */
export const onPersonLeft = subscriber<ApprovalsTables>()(
  'approvals.onPersonLeft',
  personLeft,
  async (context, { facts: { personId, successorId } }) => {
    const { rows } = await sql<{ id: string }>`
      select i.id from approvals.instance i where i.ended_at is null
        and jsonb_path_exists(i.state, '$.visits[*].slots[*] ? (@.person == $person && (@.state == "open" || @.state == "waiting"))',
          jsonb_build_object('person', ${personId}::text))
      order by i.id`.execute(context.db);
    for (const { id } of rows) {
      await carryOut(context, id, () => ({
        command: { type: 'personLeft', person: personId },
        successors: new Map(successorId === null ? [] : [[personId, successorId]]),
      }));
    }
  },
);
