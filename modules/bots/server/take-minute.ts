import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { tooManyRequests } from '#kernel/contract/kernel-failures.ts';
import { mostPerMinute } from '../contract/settings.ts';
import type { Command } from './bots-tables.ts';

/** Counts one message of a bot or application, whose row it locks; refuses beyond `bots.mostPerMinute`. */
export async function takeMinute(context: Command, table: 'bot' | 'application', id: string): Promise<void> {
  const most = await context.setting(mostPerMinute);
  const begun = context.now.subtract({ seconds: 60 }).toString();
  const now = context.now.toString();
  const { rows } = await sql<{ minute_at: string; minute_used: number }>`
    update ${sql.table(`bots.${table}`)} set last_at = ${now}::timestamptz,
      minute_used = case when minute_at > ${begun}::timestamptz then minute_used + 1 else 1 end,
      minute_at = case when minute_at > ${begun}::timestamptz then minute_at else ${now}::timestamptz end
    where id = ${id}::uuid returning minute_at, minute_used`.execute(context.db);
  const [row] = rows;
  if (!row || row.minute_used <= most) return;
  const until = Temporal.Instant.from(row.minute_at).add({ seconds: 60 });
  throw refuse(tooManyRequests, { seconds: Math.max(1, Math.ceil(context.now.until(until).total('seconds'))) });
}
