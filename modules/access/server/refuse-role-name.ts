import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { roleNameTaken } from '../contract/failures.ts';

/** Refuses a name that another role has in either language. Roles are written one after the other, under a lock. */
export async function refuseRoleName(
  db: QueryExecutorProvider,
  name: { readonly zh: string; readonly en: string },
  butRoleId?: string,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('access.role', 0))`.execute(db);
  const { rows } = await sql<{ zh: boolean }>`
    select lower(name_zh) = lower(${name.zh}) as zh from access.role
    where removed_at is null and id is distinct from ${butRoleId ?? null}::uuid
      and (lower(name_zh) = lower(${name.zh}) or lower(name_en) = lower(${name.en})) limit 1`.execute(db);
  if (rows[0]) throw refuse(roleNameTaken, { name: rows[0].zh ? name.zh : name.en });
}
