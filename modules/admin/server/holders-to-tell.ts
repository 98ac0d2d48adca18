import { sql } from 'kysely';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import type { AdminTables } from './admin-tables.ts';

/** Somebody of whom something is told, and to whom. */
interface Told {
  /** Empty where there is no such person. */
  readonly name: string;
  readonly holders: readonly string[];
  /** The holders without the person themselves. */
  readonly others: string[];
}

/** Who has one of these permissions over a person, each once, with that person's name. */
export async function holdersToTell(
  context: Pick<QueryContext<AdminTables>, 'read' | 'db'>,
  permissions: readonly PermissionContract[],
  personId: string,
): Promise<Told> {
  const { answers } = await context.read(findHolders, {
    questions: permissions.map(({ name }) => ({
      key: name,
      personId,
      rule: { kind: 'permission' as const, permission: name },
    })),
  });
  const { rows } = await sql<{ name: string }>`
    select name from directory.published_person where id = ${personId}::uuid`.execute(context.db);
  const holders = [...new Set(answers.flatMap((answer) => answer.personIds))];
  return { name: rows[0]?.name ?? '', holders, others: holders.filter((id) => id !== personId) };
}
