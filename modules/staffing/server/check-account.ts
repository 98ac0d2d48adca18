import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { accountName } from '#modules/directory/contract/shapes.ts';
import { accountInUse, accountMalformed } from '../contract/failures.ts';
import { openAccountKind } from '../contract/kinds.ts';
import type { StaffingTables } from './staffing-tables.ts';

/** Refuses an account name that can't be one, that somebody has, or that another running request asks for. */
export async function checkAccount(
  { db }: Pick<QueryContext<StaffingTables>, 'db'>,
  kind: string,
  form: Readonly<Record<string, unknown>>,
  beside?: string,
): Promise<void> {
  const { account } = form;
  if (kind !== openAccountKind.name || typeof account !== 'string' || account.trim() === '') return;
  const name = account.trim();
  if (!accountName().safeParse(name).success) throw refuse(accountMalformed);
  const { rows } = await sql<{ taken: boolean }>`
    select exists (select from directory.published_person where lower(account) = lower(${name}))
      or exists (select from approvals.published_request where kind = ${kind} and status in ('running', 'returned')
        and lower(form ->> 'account') = lower(${name}) and id is distinct from ${beside ?? null}::uuid) as taken`.execute(
    db,
  );
  if (rows[0]?.taken) throw refuse(accountInUse, { account: name });
}
