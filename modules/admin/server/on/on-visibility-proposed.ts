import { subscriber } from '#kernel/server/define-module.ts';
import { visibilityProposed } from '#modules/directory/contract/events.ts';
import { manageVisibility } from '#modules/directory/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { visibilityDecidedNotice, visibilityProposedNotice } from '../../contract/visibility-notice.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** Who may agree to a change of who sees what learns that one waits; who proposed it learns what became of it. */
export const onVisibilityProposed = subscriber<AdminTables>()(
  'admin.onVisibilityProposed',
  visibilityProposed,
  async (context, { facts: { proposalId, what, proposedBy, by } }) => {
    const about = { type: 'visibilityProposal', id: proposalId };
    const link = '/people/visibility';
    if (what !== 'proposed') {
      if (what === 'withdrawn' || by === proposedBy) return;
      const told = { personIds: [proposedBy], facts: { outcome: what }, about, link, urgent: false };
      await context.call(notify, noticeOf(visibilityDecidedNotice, told));
      return;
    }
    const { name, others: personIds } = await holdersToTell(context, [manageVisibility], proposedBy);
    if (personIds.length === 0) return;
    await context.call(
      notify,
      noticeOf(visibilityProposedNotice, {
        personIds,
        facts: { name },
        about,
        link,
        urgent: false,
      }),
    );
  },
);
