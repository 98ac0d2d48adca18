import { subscriber } from '#kernel/server/define-module.ts';
import { signInAnswered } from '#modules/access/contract/events.ts';
import { watchSignIns } from '#modules/access/contract/permissions.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { signInDeniedNotice } from '../../contract/sign-in-notices.ts';
import type { AdminTables } from '../admin-tables.ts';
import { holdersToTell } from '../holders-to-tell.ts';

/** “That wasn't me”: those who watch over sign-ins are told at once. */
export const onSignInAnswered = subscriber<AdminTables>()(
  'admin.onSignInAnswered',
  signInAnswered,
  async (context, { facts: { personId, signInId, mine } }) => {
    if (mine) return;
    const { name, others: personIds } = await holdersToTell(context, [watchSignIns], personId);
    if (personIds.length === 0) return;
    await context.call(
      notify,
      noticeOf(signInDeniedNotice, {
        personIds,
        facts: { name },
        about: { type: 'signIn', id: signInId },
        link: null,
        urgent: true,
      }),
    );
  },
);
