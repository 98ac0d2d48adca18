import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notPermitted } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { stopDeliveries } from '../../contract/channel-operations.ts';
import { noticesWithdrawn } from '../../contract/events.ts';
import * as operations from '../../contract/operations.ts';
import { sendNotices } from '../../contract/permissions.ts';
import { inPortions } from '../in-portions.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const withdrawNotices = handle<NotificationTables>()(
  operations.withdrawNotices,
  async (context, { about, erase }) => {
    if (context.actor.kind !== 'system') {
      throw refuse(notPermitted, { permission: sendNotices.sentence[context.language] });
    }
    await context.call(stopDeliveries, { about });
    await sql`select notifications.erase_facts(${about.type}, ${about.id}, ${sql.val(erase)}::text[])`.execute(
      context.db,
    );
    const { rows: told } = await sql<{ person_id: string }>`
      select distinct n.person_id from notifications.sending s join notifications.notice n on n.sending_id = s.id
      where s.about_type = ${about.type} and s.about_id = ${about.id} order by n.person_id`.execute(context.db);
    context.about(about.type, about.id);
    for (const portion of inPortions(told, 500))
      context.emit(noticesWithdrawn, { personIds: portion.map((row) => row.person_id) });
    return {};
  },
);
