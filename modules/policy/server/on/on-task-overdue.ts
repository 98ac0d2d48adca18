import { subscriber } from '#kernel/server/define-module.ts';
import { taskOverdue } from '#modules/approvals/contract/events.ts';
import { examineFact } from '../examine-fact.ts';
import type { PolicyTables } from '../policy-tables.ts';

/** A task passed its limit after its notice had been delivered: held against the rules of the person's employer. */
export const onTaskOverdue = subscriber<PolicyTables>()(
  'policy.onTaskOverdue',
  taskOverdue,
  async (context, { facts, number }) => {
    await examineFact(
      context,
      {
        kind: 'overdueTask',
        // A slot's id is never used again; a new holder has a task and a clock of their own.
        key: `overdueTask:${facts.requestId}:${facts.slotId}:${facts.personId}`,
        personId: facts.personId,
        requestId: facts.requestId,
        requestNumber: facts.number,
        openedAt: facts.openedAt,
        deliveredAt: facts.deliveredAt,
        dueAt: facts.dueAt,
        limit: facts.limit,
        unknownYears: facts.unknownYears,
        urges: facts.urges.map(({ channel, happenedAt }) => ({ channel, at: happenedAt })),
      },
      number,
    );
  },
);
