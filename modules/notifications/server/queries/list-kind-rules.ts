import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/channel-operations.ts';
import { declaredNoticeKinds } from '../../contract/notice-kind.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const listKindRules = handle<NotificationTables>()(contract.listKindRules, async ({ db }) => {
  const rows = await db.selectFrom('notifications.kind_rule').selectAll().orderBy('kind').orderBy('channel').execute();
  return {
    kinds: declaredNoticeKinds().map(({ code, name }) => ({ kind: code, name })),
    rules: rows.map(({ kind, channel, ...rule }) => ({ kind, channel, rule })),
  };
});
