import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import type { Register } from '../../contract/registers.ts';

export interface RegisterRow {
  readonly id: string;
  readonly owner_id: string;
  readonly owner_name: string;
  readonly name: string;
  readonly kinds: string[];
  readonly is_progress: boolean;
  readonly columns: Register['columns'];
  readonly filter: Register['filter'];
  readonly department_ids: string[];
  readonly roles: string[];
  readonly revision: number;
  readonly changed_at: string;
}

type Asks = Pick<QueryContext<unknown>, 'person' | 'read'> & { readonly db: QueryExecutorProvider };

const columns = sql`r.id, r.owner_id, (select p.name from directory.published_person p where p.id = r.owner_id) as owner_name,
  r.name, r.kinds, r.is_progress, r.columns, r.filter, r.department_ids, r.roles, r.revision, r.changed_at`;

/** Whether a register `r` is the reader's own, or shared with one of his departments or with one of these roles of his. */
const isVisible = (personId: string, roles: readonly string[]): RawBuilder<unknown> => sql`(
  r.owner_id = ${personId}::uuid or r.roles && ${sql.val([...roles])}::text[]
  or (r.department_ids <> '{}' and exists (select from directory.published_membership m
    join directory.published_department_tree w on w.descendant_id = m.department_id
    where m.person_id = ${personId}::uuid and w.ancestor_id = any(r.department_ids))))`;

/** Of the roles that registers are shared with, those that the reader holds. */
async function ownRoles(context: Asks): Promise<string[]> {
  const { personId } = context.person();
  const { rows } = await sql<{ role: string }>`
    select distinct unnest(r.roles) as role from approvals.register r where r.roles <> '{}' limit 200`.execute(
    context.db,
  );
  if (rows.length === 0) return [];
  const { answers } = await context.read(findHolders, {
    questions: rows.map(({ role }) => ({
      key: role,
      personId,
      rule: { kind: 'role' as const, role, within: 'group' as const },
    })),
  });
  return answers.filter(({ personIds }) => personIds.includes(personId)).map(({ key }) => key);
}

/** The registers that the reader sees, by name. */
export async function visibleRegisters(context: Asks): Promise<RegisterRow[]> {
  const seen = isVisible(context.person().personId, await ownRoles(context));
  const { rows } = await sql<RegisterRow>`
    select ${columns} from approvals.register r where ${seen} order by r.name, r.id limit 500`.execute(context.db);
  return rows;
}

/** One register that the reader sees; any other isn't there. */
export async function visibleRegister(context: Asks, registerId: string): Promise<RegisterRow> {
  const seen = isVisible(context.person().personId, await ownRoles(context));
  const { rows } = await sql<RegisterRow>`
    select ${columns} from approvals.register r where r.id = ${registerId}::uuid and ${seen}`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  return row;
}

/** Whether others see it too. */
export const isShared = (row: Pick<RegisterRow, 'department_ids' | 'roles'>): boolean =>
  row.department_ids.length > 0 || row.roles.length > 0;
