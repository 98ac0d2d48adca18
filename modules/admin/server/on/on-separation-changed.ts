import { subscriber } from '#kernel/server/define-module.ts';
import { separationChanged } from '#modules/access/contract/events.ts';
import { approveGrants, manageRoles, readAudit } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { separationProposedNotice, separationSwitchedNotice } from '../../contract/separation-notices.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** Who may agree, who gives roles and who reads the audit learn what is proposed, and what was switched. */
export const onSeparationChanged = subscriber<AdminTables>()(
  'admin.onSeparationChanged',
  separationChanged,
  async (context, { facts: { proposalId, separated, what, by } }) => {
    if (what !== 'proposed' && what !== 'carriedOut') return;
    const { name, others: personIds } = await holdersToTell(context, [approveGrants, manageRoles, readAudit], by);
    if (personIds.length === 0) return;
    const told = {
      personIds,
      facts: { name, separated: separated ? ('on' as const) : ('off' as const) },
      about: { type: 'separation', id: proposalId },
      link: '/roles/separation',
      urgent: false,
    };
    const kind = what === 'proposed' ? separationProposedNotice : separationSwitchedNotice;
    await context.call(notify, noticeOf(kind, told));
  },
);
