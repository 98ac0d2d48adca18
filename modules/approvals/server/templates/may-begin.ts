import { type QueryExecutorProvider, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import type { Starters } from '../../contract/template.ts';

type Asks = Pick<QueryContext<never>, 'read'> & { readonly db: QueryExecutorProvider };

/** Which of these kinds a person may begin: everybody's, those of one of his departments or above, those of a role of his. */
export async function mayBegin(
  context: Asks,
  personId: string,
  kinds: readonly { readonly name: string; readonly starters: Starters }[],
): Promise<ReadonlySet<string>> {
  const listed = kinds.flatMap(({ name, starters }) => (starters.kind === 'listed' ? [{ name, ...starters }] : []));
  const may = new Set(kinds.filter(({ starters }) => starters.kind === 'everybody').map(({ name }) => name));
  if (listed.length === 0) return may;
  const { rows } = await sql<{ id: string }>`
    select distinct t.ancestor_id as id from directory.published_membership m
    join directory.published_department_tree t on t.descendant_id = m.department_id
    where m.person_id = ${personId}::uuid`.execute(context.db);
  const departments = new Set(rows.map((row) => row.id));
  for (const one of listed) if (one.departments.some((id) => departments.has(id))) may.add(one.name);
  const roles = [...new Set(listed.filter((one) => !may.has(one.name)).flatMap((one) => one.roles))].slice(0, 200);
  if (roles.length === 0) return may;
  const { answers } = await context.read(findHolders, {
    questions: roles.map((role) => ({
      key: role,
      personId,
      rule: { kind: 'role' as const, role, within: 'group' as const },
    })),
  });
  const held = new Set(answers.filter(({ personIds }) => personIds.includes(personId)).map(({ key }) => key));
  for (const one of listed) if (one.roles.some((role) => held.has(role))) may.add(one.name);
  return may;
}
