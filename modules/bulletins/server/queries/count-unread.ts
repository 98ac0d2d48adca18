import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/count-unread.ts';
import { isCurrent } from '../bulletin-rows.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { isCleared } from '../is-cleared.ts';

export const countUnread = handle<BulletinsTables>()(contract.countUnread, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from bulletins.bulletin b left join bulletins.taken_down d on d.bulletin_id = b.id
    where ${isCurrent(context.now)} and ${isCleared(context)} and not exists
      (select from bulletins.read_by r where r.bulletin_id = b.id and r.person_id = ${personId}::uuid)`.execute(
    context.db,
  );
  return { unread: rows[0]?.unread ?? 0 };
});
