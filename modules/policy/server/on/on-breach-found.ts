import { subscriber } from '#kernel/server/define-module.ts';
import { breachFound } from '#modules/groups/contract/events.ts';
import { examineFact } from '../examine-fact.ts';
import type { PolicyTables } from '../policy-tables.ts';

/**
 * A leader was told of a duty and left it undone: held against the rules of the leader's employer. Groups tells only what the system
 * couldn't do itself, whose notice arrived, and for which nobody was urged and nothing checked (S2 13, 14, 18, 20, 21).
 */
export const onBreachFound = subscriber<PolicyTables>()(
  'policy.onBreachFound',
  breachFound,
  async (context, { facts, number }) => {
    const { breachId, conversationId, groupName, breach, because, change, liableId, subjectId, toldAt, dueAt } = facts;
    // One change in the directory shows in several groups and is settled in one tap, so it is one fact (L4). Each end of a group is its own.
    const about = breach === 'dissolutionNotAsked' ? conversationId : (subjectId ?? because ?? '');
    const day = dueAt.slice(0, 'yyyy-mm-dd'.length);
    await examineFact(
      context,
      {
        kind: 'groupDuty',
        key: `groupDuty:${breach}:${liableId}:${about}:${day}`,
        personId: liableId,
        openedAt: toldAt,
        deliveredAt: toldAt,
        dueAt,
        breachId,
        conversationId,
        groupName,
        breach,
        because,
        subjectId,
        change,
      },
      number,
    );
  },
);
