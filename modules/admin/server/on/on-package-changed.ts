import { subscriber } from '#kernel/server/define-module.ts';
import { packageChanged } from '#modules/access/contract/events.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { packageExpiredNotice } from '../../contract/expired-notices.ts';
import type { AdminTables } from '../admin-tables.ts';

/** Who entered a package learns that nobody agreed to it in time. */
export const onPackageChanged = subscriber<AdminTables>()(
  'admin.onPackageChanged',
  packageChanged,
  async (context, { facts: { packageId, what, proposedBy } }) => {
    if (what !== 'expired' || proposedBy === undefined) return;
    const about = { type: 'package', id: packageId };
    const told = { personIds: [proposedBy], facts: {}, about, link: '/packages', urgent: false };
    await context.call(notify, noticeOf(packageExpiredNotice, told));
  },
);
