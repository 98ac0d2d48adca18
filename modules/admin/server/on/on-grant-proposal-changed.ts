import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { grantProposalChanged } from '#modules/access/contract/events.ts';
import { approveGrants } from '#modules/access/contract/permissions.ts';
import { readRole } from '#modules/access/contract/roles.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import {
  grantDecidedNotice,
  grantProposedNotice,
  roleGivenNotice,
  roleTakenNotice,
} from '../../contract/grant-notices.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** Who may agree is asked; who proposed learns the result; who has been given a role or lost it learns that. */
export const onGrantProposalChanged = subscriber<AdminTables>()(
  'admin.onGrantProposalChanged',
  grantProposalChanged,
  async (context, { facts }) => {
    const { proposalId, kind, roleId, personId, postId, proposedBy, what } = facts;
    const { name } = await context.read(readRole, { roleId });
    const role = { roleZh: name.zh, roleEn: name.en };
    const about = { type: 'grantProposal', id: proposalId };
    if (what === 'proposed') {
      const { name: proposer, others: personIds } = await holdersToTell(context, [approveGrants], proposedBy);
      if (personIds.length === 0) return;
      const asking = {
        personIds,
        facts: { name: proposer, ...role },
        about,
        link: '/grants',
        urgent: false,
      };
      await context.call(notify, noticeOf(grantProposedNotice, asking));
      return;
    }
    if (what !== 'withdrawn' && !facts.alone) {
      const told = {
        personIds: [proposedBy],
        facts: { outcome: what, ...role },
        about,
        link: '/grants',
        urgent: false,
      };
      await context.call(notify, noticeOf(grantDecidedNotice, told));
    }
    if (what !== 'carriedOut' || kind === 'change') return;
    const { rows: holders } = await sql<{ id: string }>`
      select h.person_id as id from directory.published_post_holding h where h.post_id = ${postId}::uuid`.execute(
      context.db,
    );
    const personIds = [...new Set(personId === null ? holders.map((one) => one.id) : [personId])];
    if (personIds.length === 0) return;
    await context.call(
      notify,
      noticeOf(kind === 'give' ? roleGivenNotice : roleTakenNotice, {
        personIds,
        facts: role,
        about,
        link: null,
        urgent: false,
      }),
    );
  },
);
