import { subscriber } from '#kernel/server/define-module.ts';
import { noticesSent } from '../../contract/events.ts';
import { noticeKindOf } from '../../contract/notice-kind.ts';
import { outsideRules } from '../../contract/settings.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { planOutside } from '../plan-outside.ts';
import { undelivered } from '../timers/undelivered.ts';

/** What was told inside goes out on every channel that the company and the person want, each in its time. */
export const onNoticesSent = subscriber<NotificationTables>()(
  'notifications.onNoticesSent',
  noticesSent,
  async (context, { facts }) => {
    const noticeIds = facts.notices.map(({ noticeId }) => noticeId);
    const [first] = noticeIds;
    if (first === undefined) return;
    if (facts.urgent || noticeKindOf(facts.kind)?.hasConsequences) {
      const { undeliveredAfterHours } = await context.setting(outsideRules);
      const at = Temporal.Instant.from(facts.at).add({ hours: undeliveredAfterHours });
      await context.schedule(undelivered, { key: first, at, input: { noticeIds } });
    }
    await planOutside(context, { kind: facts.kind, urgent: facts.urgent, noticeIds });
  },
);
