import { subscriber } from '#kernel/server/define-module.ts';
import { breakGlassChanged } from '#modules/access/contract/events.ts';
import { approveGrants, assignRoles } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { breakGlassLostNotice, breakGlassOpenedNotice, breakGlassOverdueNotice } from '../../contract/grant-notices.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** All who give roles or agree to them are told of an opened code, and of a review that nobody made. */
export const onBreakGlassChanged = subscriber<AdminTables>()(
  'admin.onBreakGlassChanged',
  breakGlassChanged,
  async (context, { facts: { glassId, what, openedBy, by } }) => {
    if (what !== 'opened' && what !== 'overdue' && what !== 'lost') return;
    const who = openedBy ?? by;
    if (who === null) return;
    const { name, holders, others } = await holdersToTell(context, [approveGrants, assignRoles], who);
    const personIds = what === 'overdue' ? [...holders] : others;
    if (personIds.length === 0) return;
    const about = { type: 'breakGlass', id: glassId };
    const rest = { personIds, about, link: '/grants', urgent: true };
    await context.call(
      notify,
      what === 'overdue'
        ? noticeOf(breakGlassOverdueNotice, { ...rest, facts: {} })
        : noticeOf(what === 'opened' ? breakGlassOpenedNotice : breakGlassLostNotice, {
            ...rest,
            facts: { name },
          }),
    );
  },
);
