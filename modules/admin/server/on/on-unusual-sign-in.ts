import { subscriber } from '#kernel/server/define-module.ts';
import { unusualSignIn } from '#modules/access/contract/events.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { unusualSignInNotice } from '../../contract/sign-in-notices.ts';
import type { AdminTables } from '../admin-tables.ts';

/** Whoever signed in from where or when they don't use to is told, on all their devices. */
export const onUnusualSignIn = subscriber<AdminTables>()(
  'admin.onUnusualSignIn',
  unusualSignIn,
  async (context, { facts: { personId, signInId, reasons } }) => {
    await context.call(
      notify,
      noticeOf(unusualSignInNotice, {
        personIds: [personId],
        facts: { reasons },
        about: { type: 'signIn', id: signInId },
        link: '/me/security',
        urgent: true,
      }),
    );
  },
);
