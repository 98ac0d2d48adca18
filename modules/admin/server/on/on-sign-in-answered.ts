import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { signInAnswered } from '#modules/access/contract/events.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { watchSignIns } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { signInDeniedNotice } from '../../contract/sign-in-notices.ts';
import type { AdminTables } from '../admin-tables.ts';

/** “That wasn't me”: those who watch over sign-ins are told at once. */
export const onSignInAnswered = subscriber<AdminTables>()(
  'admin.onSignInAnswered',
  signInAnswered,
  async (context, { facts: { personId, signInId, mine } }) => {
    if (mine) return;
    const { answers } = await context.read(findHolders, {
      questions: [{ key: 'watch', personId, rule: { kind: 'permission', permission: watchSignIns.name } }],
    });
    const personIds = answers.flatMap((answer) => answer.personIds).filter((id) => id !== personId);
    if (personIds.length === 0) return;
    const { rows } = await sql<{ name: string }>`
      select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
    await context.call(
      notify,
      noticeOf(signInDeniedNotice, {
        personIds,
        facts: { name: rows[0]?.name ?? '' },
        about: { type: 'signIn', id: signInId },
        link: null,
        urgent: true,
      }),
    );
  },
);
