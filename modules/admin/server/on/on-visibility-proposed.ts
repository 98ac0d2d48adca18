import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { visibilityProposed } from '#modules/directory/contract/events.ts';
import { manageVisibility } from '#modules/directory/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { visibilityProposedNotice } from '../../contract/visibility-notice.ts';
import type { AdminTables } from '../admin-tables.ts';

/** Who may agree to a change of who sees what learns that one waits. */
export const onVisibilityProposed = subscriber<AdminTables>()(
  'admin.onVisibilityProposed',
  visibilityProposed,
  async (context, { facts: { proposalId, what, by } }) => {
    if (what !== 'proposed') return;
    const { answers } = await context.read(findHolders, {
      questions: [{ key: '', personId: by, rule: { kind: 'permission', permission: manageVisibility.name } }],
    });
    const personIds = (answers[0]?.personIds ?? []).filter((id) => id !== by);
    if (personIds.length === 0) return;
    const { rows } = await sql<{ name: string }>`
      select name from directory.published_person where id = ${by}::uuid`.execute(context.db);
    await context.call(
      notify,
      noticeOf(visibilityProposedNotice, {
        personIds,
        facts: { name: rows[0]?.name ?? '' },
        about: { type: 'visibilityProposal', id: proposalId },
        link: '/people/visibility',
        urgent: false,
      }),
    );
  },
);
