import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { factorResetChanged } from '#modules/access/contract/events.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { factorResetExpiredNotice } from '../../contract/expired-notices.ts';
import type { AdminTables } from '../admin-tables.ts';

/** Who proposed a reset learns that nobody agreed to it in time. */
export const onFactorResetChanged = subscriber<AdminTables>()(
  'admin.onFactorResetChanged',
  factorResetChanged,
  async (context, { facts: { resetId, personId, what, proposedBy } }) => {
    if (what !== 'expired' || proposedBy === undefined) return;
    const { rows } = await sql<{ name: string }>`
      select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
    const about = { type: 'factorReset', id: resetId };
    const told = {
      personIds: [proposedBy],
      facts: { name: rows[0]?.name ?? '' },
      about,
      link: '/factor-resets',
      urgent: false,
    };
    await context.call(notify, noticeOf(factorResetExpiredNotice, told));
  },
);
