import { subscriber } from '#kernel/server/define-module.ts';
import { separationChanged } from '#modules/access/contract/events.ts';
import { approveGrants, manageRoles, readAudit } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import {
  separationDecidedNotice,
  separationProposedNotice,
  separationSwitchedNotice,
} from '../../contract/separation-notices.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** Who may agree, who gives roles and who reads the audit learn what is proposed, and what was switched; who proposed it, what became of it. */
export const onSeparationChanged = subscriber<AdminTables>()(
  'admin.onSeparationChanged',
  separationChanged,
  async (context, { facts: { proposalId, separated, what, proposedBy, by } }) => {
    const more = { about: { type: 'separation', id: proposalId }, link: '/roles/separation', urgent: false };
    if (what !== 'proposed' && what !== 'withdrawn' && by !== proposedBy) {
      const told = { personIds: [proposedBy], facts: { outcome: what }, ...more };
      await context.call(notify, noticeOf(separationDecidedNotice, told));
    }
    if (what !== 'proposed' && what !== 'carriedOut') return;
    const asking = [approveGrants, manageRoles, readAudit];
    const { name, others } = await holdersToTell(context, asking, by ?? proposedBy);
    const personIds = others.filter((id) => id !== proposedBy);
    if (personIds.length === 0) return;
    const told = { personIds, facts: { name, separated: separated ? ('on' as const) : ('off' as const) }, ...more };
    const kind = what === 'proposed' ? separationProposedNotice : separationSwitchedNotice;
    await context.call(notify, noticeOf(kind, told));
  },
);
