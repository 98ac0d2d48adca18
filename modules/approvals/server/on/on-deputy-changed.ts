import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { noticeOf, notify } from '#modules/notifications/contract/operations.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { deputyChanged } from '../../contract/deputy-events.ts';
import { deputyEndedNotice, deputySetNotice } from '../../contract/deputy-notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { refreshDeputies } from '../deputy-rules.ts';
import { personNames } from '../person-names.ts';

/** 代理 was set or ended: both are told, and the tasks that are open follow. */
export const onDeputyChanged = subscriber<ApprovalsTables>()(
  'approvals.onDeputyChanged',
  deputyChanged,
  async (context, { facts: { ruleId, principalId, deputyId, what } }) => {
    const { rows } = await sql<{ from_day: string; until_day: string }>`
      select from_day::text, until_day::text from approvals.deputy where id = ${ruleId}::uuid`.execute(context.db);
    const names = new Map((await personNames(context.db, [principalId, deputyId])).map((one) => [one.id, one.name]));
    await refreshDeputies(context, principalId);
    await context.callAs(
      { name: 'approvals.tellPeople', permissions: [sendNotices] },
      notify,
      noticeOf(what === 'set' ? deputySetNotice : deputyEndedNotice, {
        personIds: [principalId, deputyId],
        facts: {
          principal: names.get(principalId) ?? '',
          deputy: names.get(deputyId) ?? '',
          from: rows[0]?.from_day ?? '',
          until: rows[0]?.until_day ?? '',
        },
        about: { type: 'approvals.deputy', id: ruleId },
        link: '/approvals/deputies',
      }),
    );
  },
);
