import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { destructionChanged } from '../../contract/destruction-events.ts';
import { destructionProposedNotice } from '../../contract/destruction-notices.ts';
import { approveDestructions } from '../../contract/permissions.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';

interface Proposed {
  readonly number: string;
  readonly proposed_by: string;
  readonly proposer: string;
  readonly count: number;
  /** Somebody of the employer whose archive it is: who approves is counted from there. */
  readonly anybody: string | null;
  /** Who asked for something in it himself. */
  readonly own: string[];
}

/** Everybody who may approve a proposed list is told of it; not who proposed it, nor who asked for something in it. */
export const onDestructionProposed = subscriber<ApprovalsTables>()(
  'approvals.onDestructionProposed',
  destructionChanged,
  async (context, { facts: { destructionId, what } }) => {
    if (what !== 'proposed' || destructionId === null) return;
    const { rows } = await sql<Proposed>`
      select d.number, d.proposed_by, p.name as proposer,
        (select count(*)::int from approvals.destruction_item t where t.destruction_id = d.id) as count,
        (select a.id from directory.published_person a where a.employer_id = d.employer_id and a.active
          order by a.id limit 1) as anybody,
        array(select unnest(array[i.applicant_id, i.submitter_id]) from approvals.destruction_item t
          join approvals.instance i on i.id = t.instance_id where t.destruction_id = d.id) as own
      from approvals.destruction d join directory.published_person p on p.id = d.proposed_by
      where d.id = ${destructionId}::uuid and d.approved_at is null and d.withdrawn_at is null`.execute(context.db);
    const [list] = rows;
    if (!list) return;
    const rule = { kind: 'permission' as const, permission: approveDestructions.name };
    const { answers } = await context.read(findHolders, {
      questions: [{ key: 'approve', personId: list.anybody ?? list.proposed_by, rule }],
    });
    const apart = new Set([list.proposed_by, ...list.own]);
    const personIds = (answers[0]?.personIds ?? []).filter((id) => !apart.has(id));
    if (personIds.length === 0) return;
    const { number, proposer, count } = list;
    await context.callAs(
      { name: 'approvals.tellOfDestruction', permissions: [sendNotices] },
      notify,
      noticeOf(destructionProposedNotice, {
        personIds,
        facts: { proposer, number, count },
        about: { type: 'approvals.destruction', id: destructionId },
        link: `/approvals/destruction/lists/${destructionId}`,
      }),
    );
  },
);
