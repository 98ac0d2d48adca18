import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { FilesTables } from './files-tables.ts';

/** Who looks, and on which day: the account and not the name, because a server without Chinese fonts draws no Chinese. */
export async function markOf(context: Pick<QueryContext<FilesTables>, 'person' | 'db' | 'now'>): Promise<string> {
  const { rows } = await sql<{ account: string; zone: string }>`
    select p.account, e.time_zone as zone from directory.published_person p
    join directory.published_employer e on e.id = p.employer_id where p.id = ${context.person().personId}::uuid`.execute(
    context.db as never,
  );
  const [row] = rows;
  return `${row?.account ?? ''} ${context.now
    .toZonedDateTimeISO(row?.zone ?? 'Asia/Shanghai')
    .toPlainDate()
    .toString()}`;
}
