import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { separationChanged } from '#modules/access/contract/events.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { approveGrants, manageRoles, readAudit } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { separationProposedNotice, separationSwitchedNotice } from '../../contract/separation-notices.ts';
import type { AdminTables } from '../admin-tables.ts';

/** Who may agree, who gives roles and who reads the audit learn what is proposed, and what was switched. */
export const onSeparationChanged = subscriber<AdminTables>()(
  'admin.onSeparationChanged',
  separationChanged,
  async (context, { facts: { proposalId, separated, what, by } }) => {
    if (what !== 'proposed' && what !== 'carriedOut') return;
    const { answers } = await context.read(findHolders, {
      questions: [approveGrants, manageRoles, readAudit].map(({ name }) => ({
        key: name,
        personId: by,
        rule: { kind: 'permission' as const, permission: name },
      })),
    });
    const personIds = [...new Set(answers.flatMap((answer) => answer.personIds))].filter((id) => id !== by);
    if (personIds.length === 0) return;
    const { rows } = await sql<{ name: string }>`
      select name from directory.published_person where id = ${by}::uuid`.execute(context.db);
    const told = {
      personIds,
      facts: { name: rows[0]?.name ?? '', separated: separated ? ('on' as const) : ('off' as const) },
      about: { type: 'separation', id: proposalId },
      link: '/roles/separation',
      urgent: false,
    };
    const kind = what === 'proposed' ? separationProposedNotice : separationSwitchedNotice;
    await context.call(notify, noticeOf(kind, told));
  },
);
