import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { nobodyToTell, tooManyToTell } from '../contract/failures.ts';
import { mostTold } from '../contract/sendings.ts';
import type { Command } from './bots-tables.ts';
import { isVisible } from './is-visible.ts';

export interface Reached {
  readonly conversationIds: readonly string[];
  readonly personIds: readonly string[];
  /** As the program named them. */
  readonly leftOut: readonly string[];
}

/**
 * Whom an application reaches of those whom it names: active people within its visible range, and open groups that admitted
 * it. Refuses where nobody is left, or too many are.
 */
export async function reachedBy(
  context: Command,
  applicationId: string,
  named: {
    readonly conversationIds: readonly string[];
    readonly accounts: readonly string[];
    readonly departments: readonly number[];
  },
): Promise<Reached> {
  const groups = await sql<{ id: string }>`
    select g.id from bots.admission a join messaging.published_group g on g.id = a.conversation_id and g.closed_at is null
    where a.application_id = ${applicationId}::uuid and a.conversation_id = any(${sql.val(named.conversationIds)}::uuid[])
    order by g.id`.execute(context.db);
  const accounts = named.accounts.map((account) => account.toLowerCase());
  const people = await sql<{ id: string; account: string | null; department: number | null }>`
    select p.id, n.account, n.department from (
      select p.id, lower(p.account) as account, null::int as department from directory.published_person p
      where p.active and lower(p.account) = any(${sql.val(accounts)}::text[])
      union all
      select m.person_id, null, d.number from directory.published_department d
      join directory.published_department_tree t on t.ancestor_id = d.id
      join directory.published_membership m on m.department_id = t.descendant_id
      where d.number = any(${sql.val(named.departments)}::int[])
    ) n join directory.published_person p on p.id = n.id and p.active join bots.application a on a.id = ${applicationId}::uuid
    where ${isVisible(sql`p.id`)} order by p.id`.execute(context.db);
  const conversationIds = groups.rows.map(({ id }) => id);
  const personIds = [...new Set(people.rows.map(({ id }) => id))];
  if (conversationIds.length + personIds.length === 0) throw refuse(nobodyToTell);
  if (personIds.length > mostTold) throw refuse(tooManyToTell, { count: personIds.length, most: mostTold });
  const known = new Set(people.rows.map(({ account }) => account));
  const filled = new Set(people.rows.map(({ department }) => department));
  return {
    conversationIds,
    personIds,
    leftOut: [
      ...named.conversationIds.filter((id) => !conversationIds.includes(id)),
      ...named.accounts.filter((account) => !known.has(account.toLowerCase())),
      ...named.departments.filter((number) => !filled.has(number)).map(String),
    ],
  };
}
