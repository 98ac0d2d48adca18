import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { findHolders } from '#modules/access/contract/holders.ts';
import { decideAppeals, decideCases } from '../contract/permissions.ts';
import type { CaseRecord } from './case-table.ts';
import type { Command, Query } from './policy-tables.ts';
import { subordinateOf } from './subordinate-of.ts';

export type Instance = 'first' | 'appeal';

export const permissionOf = { first: decideCases, appeal: decideAppeals } as const;

/**
 * SQL condition over `policy.case_file c`: the signed-in person may decide it in this instance. Not the liable person, nobody
 * who works under that person, nobody who found the fact, and nobody who has decided in this case already (L5). Of an appeal nothing is known before there is one.
 */
export function mayDecide(context: Pick<Query, 'person' | 'within'>, instance: Instance): RawBuilder<SqlBool> {
  const me = sql<string>`${context.person().personId}::uuid`;
  return sql<SqlBool>`(${context.within(permissionOf[instance], 'c.liable_id')}
    and c.liable_id <> ${me} and c.finder_id is distinct from ${me} and ${instance === 'first' ? sql`true` : sql`c.appealed_at is not null`}
    and not exists (select from policy.decision d where d.case_id = c.id and d.decided_by = ${me})
    and not ${subordinateOf(me, sql<string>`c.liable_id`)})`;
}

/** Who may decide a case now, in each instance; `apart`: people who have decided already. */
export async function findDeciders(
  context: Command,
  { liable_id: liableId, finder_id: finderId }: Pick<CaseRecord, 'liable_id' | 'finder_id'>,
  apart: readonly string[] = [],
): Promise<Record<Instance, string[]>> {
  const { answers } = await context.read(findHolders, {
    questions: (['first', 'appeal'] as const).map((instance) => ({
      key: instance,
      personId: liableId,
      rule: { kind: 'permission' as const, permission: permissionOf[instance].name },
    })),
  });
  const holdersOf = (instance: Instance) => answers.find(({ key }) => key === instance)?.personIds ?? [];
  const all = [...new Set([...holdersOf('first'), ...holdersOf('appeal')])];
  const { rows } = await sql<{ id: string }>`
    select p.id from directory.published_person p
    where p.id = any(${sql.val(all)}::uuid[]) and p.active and p.id <> ${liableId}::uuid
      and p.id is distinct from ${finderId}::uuid and p.id <> all(${sql.val(apart)}::uuid[])
      and not ${subordinateOf(sql<string>`p.id`, sql<string>`${liableId}::uuid`)}`.execute(context.db);
  const free = new Set(rows.map((row) => row.id));
  return {
    first: holdersOf('first').filter((id) => free.has(id)),
    appeal: holdersOf('appeal').filter((id) => free.has(id)),
  };
}

/** Whether there are two different people for the two instances; without them a case isn't fair and lapses (L5). */
export function hasTwoDeciders({ first, appeal }: Record<Instance, readonly string[]>): boolean {
  return first.some((one) => appeal.some((other) => other !== one));
}
