import { subscriber } from '#kernel/server/define-module.ts';
import { outsideProviderChanged } from '#modules/access/contract/events.ts';
import { manageOutsideSignIn } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { providerDecidedNotice, providerProposedNotice } from '../../contract/provider-notices.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** Who may agree to a way to sign in from outside learns that one waits; who proposed it learns what became of it. */
export const onOutsideProviderChanged = subscriber<AdminTables>()(
  'admin.onOutsideProviderChanged',
  outsideProviderChanged,
  async (context, { facts: { providerId, what, proposedBy, by } }) => {
    if (!proposedBy) return;
    const more = { about: { type: 'outsideProvider', id: providerId }, link: '/outside-sign-in', urgent: false };
    if (what === 'proposed') {
      const { name, others: personIds } = await holdersToTell(context, [manageOutsideSignIn], proposedBy);
      if (personIds.length === 0) return;
      await context.call(notify, noticeOf(providerProposedNotice, { personIds, facts: { name }, ...more }));
    } else if ((what === 'carriedOut' || what === 'refused' || what === 'expired') && by !== proposedBy) {
      const told = { personIds: [proposedBy], facts: { outcome: what }, ...more };
      await context.call(notify, noticeOf(providerDecidedNotice, told));
    }
  },
);
