import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { nameKey } from '../domain/name-key.ts';
import type { MessagingTables } from './messaging-tables.ts';

const batch = 2_000;

/** Groups from before there were keys are found by pinyin too. */
export const fillNameKeys = recurring<MessagingTables>()('messaging.fillNameKeys', '*/5 * * * *', async (context) => {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from messaging.conversation where kind = 'group' and name_key is null
    order by id limit ${batch} for update skip locked`.execute(context.db);
  if (rows.length === 0) return;
  await sql`
    update messaging.conversation c set name_key = k.key
    from unnest(${sql.val(rows.map(({ id }) => id))}::uuid[], ${sql.val(rows.map(({ name }) => nameKey(name)))}::text[]) as k(id, key)
    where c.id = k.id`.execute(context.db);
});
