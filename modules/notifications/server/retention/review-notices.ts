import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { reviewedByPerson } from '#kernel/server/retention-reviewed.ts';
import * as contract from '../../contract/retention.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { noticesDue } from './notices-due.ts';

export const reviewNotices = handle<NotificationTables>()(
  contract.reviewNotices,
  async (context, { kind, heldPersonIds }) => {
    const { rows } = await sql<{ id: string; name: string; held: boolean; count: number }>`
      select p.id, p.name, p.id = any(${sql.val(heldPersonIds)}::uuid[]) as held, count(*)::int as count
      from notifications.notice n join notifications.sending s on s.id = n.sending_id
      join directory.published_person p on p.id = n.person_id
      where ${await noticesDue(context, kind)} and ${context.within(superviseRetention, 'p.id')}
      group by p.id, p.name, p.sort_key order by p.sort_key, p.id`.execute(context.db);
    return reviewedByPerson(rows);
  },
);
