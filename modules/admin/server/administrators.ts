import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { assignRoles } from '#modules/access/contract/permissions.ts';
import type { AdminTables } from './admin-tables.ts';

export interface Administrator {
  readonly id: string;
  readonly name: string;
}

/** Who may give roles, and who sets the platform up (while the administrators are separated these are others), by name. */
export async function administrators(
  context: Pick<QueryContext<AdminTables>, 'read' | 'db'>,
  askedBy: string,
): Promise<readonly Administrator[]> {
  const { answers } = await context.read(findHolders, {
    questions: [
      { key: 'give', personId: askedBy, rule: { kind: 'permission', permission: assignRoles.name } },
      { key: 'setUp', personId: askedBy, rule: { kind: 'role', role: 'administrator', within: 'group' } },
    ],
  });
  const ids = answers.flatMap((answer) => answer.personIds);
  const { rows } = await sql<Administrator>`
    select p.id, p.name from directory.published_person p
    where p.id = any(${sql.val(ids)}::uuid[]) order by p.sort_key, p.id`.execute(context.db);
  return rows;
}
