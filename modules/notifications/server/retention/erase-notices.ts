import { sql } from 'kysely';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { requireSystem } from '#kernel/server/require-system.ts';
import { Erased } from '#kernel/server/retention-erased.ts';
import { noticesErased } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import { inPortions } from '../in-portions.ts';
import type { NotificationTables } from '../notification-tables.ts';
import { noticesDue } from './notices-due.ts';

/** Removes notices with all that went out of the app of them; what was said goes with the last one who was told it. */
export const eraseNotices = handle<NotificationTables>()(
  contract.eraseNotices,
  async (context, { kind, most, heldPersonIds }) => {
    requireSystem(context, superviseRetention);
    const { rows } = await sql<{ id: string; person_id: string; employer_id: string }>`
      select n.id, n.person_id, p.employer_id
      from notifications.notice n join notifications.sending s on s.id = n.sending_id
      join directory.published_person p on p.id = n.person_id
      where ${await noticesDue(context, kind)} and n.person_id <> all(${sql.val(heldPersonIds)}::uuid[])
      order by s.sent_at, n.id limit ${most} for no key update of n skip locked`.execute(context.db);
    const ids = rows.map((row) => row.id);
    await sql`select notifications.erase_notices(${sql.val(ids)}::uuid[], ${context.now.toString()}::timestamptz)`.execute(
      context.db,
    );
    const erased = new Erased(most);
    for (const { employer_id } of rows) erased.add(employer_id);
    for (const personIds of inPortions([...new Set(rows.map((row) => row.person_id))], 500))
      context.emit(noticesErased, { personIds: [...personIds] });
    return erased.answer();
  },
);
