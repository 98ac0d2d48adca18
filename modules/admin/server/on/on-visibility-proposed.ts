import { subscriber } from '#kernel/server/define-module.ts';
import { visibilityProposed } from '#modules/directory/contract/events.ts';
import { manageVisibility } from '#modules/directory/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { visibilityProposedNotice } from '../../contract/visibility-notice.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** Who may agree to a change of who sees what learns that one waits. */
export const onVisibilityProposed = subscriber<AdminTables>()(
  'admin.onVisibilityProposed',
  visibilityProposed,
  async (context, { facts: { proposalId, what, by } }) => {
    if (what !== 'proposed') return;
    const { name, others: personIds } = await holdersToTell(context, [manageVisibility], by);
    if (personIds.length === 0) return;
    await context.call(
      notify,
      noticeOf(visibilityProposedNotice, {
        personIds,
        facts: { name },
        about: { type: 'visibilityProposal', id: proposalId },
        link: '/people/visibility',
        urgent: false,
      }),
    );
  },
);
