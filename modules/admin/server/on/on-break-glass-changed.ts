import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { breakGlassChanged } from '#modules/access/contract/events.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { approveGrants, assignRoles } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { breakGlassLostNotice, breakGlassOpenedNotice, breakGlassOverdueNotice } from '../../contract/grant-notices.ts';
import type { AdminTables } from '../admin-tables.ts';

/** All who give roles or agree to them are told of an opened code, and of a review that nobody made. */
export const onBreakGlassChanged = subscriber<AdminTables>()(
  'admin.onBreakGlassChanged',
  breakGlassChanged,
  async (context, { facts: { glassId, what, openedBy, by } }) => {
    if (what !== 'opened' && what !== 'overdue' && what !== 'lost') return;
    const who = openedBy ?? by;
    if (who === null) return;
    const { rows } = await sql<{ id: string; name: string }>`
      select p.id, p.name from directory.published_person p where p.id = ${who}::uuid`.execute(context.db);
    const [opener] = rows;
    if (!opener) return;
    const { answers } = await context.read(findHolders, {
      questions: [approveGrants, assignRoles].map((permission) => ({
        key: permission.name,
        personId: opener.id,
        rule: { kind: 'permission' as const, permission: permission.name },
      })),
    });
    const all = new Set(answers.flatMap((answer) => answer.personIds));
    if (what !== 'overdue') all.delete(opener.id);
    const personIds = [...all];
    if (personIds.length === 0) return;
    const about = { type: 'breakGlass', id: glassId };
    const rest = { personIds, about, link: '/grants', urgent: true };
    await context.call(
      notify,
      what === 'overdue'
        ? noticeOf(breakGlassOverdueNotice, { ...rest, facts: {} })
        : noticeOf(what === 'opened' ? breakGlassOpenedNotice : breakGlassLostNotice, {
            ...rest,
            facts: { name: opener.name },
          }),
    );
  },
);
