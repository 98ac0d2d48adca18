import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { approveGrants, assignFromPackages, managePackages } from '../../contract/permissions.ts';

type Context = Pick<QueryContext<never>, 'reach' | 'may'>;

/** SQL condition: the package `k` is of a department whose people the actor gives permissions to. */
export function packageAssignable(context: Context): RawBuilder<SqlBool> {
  const reach = context.reach(assignFromPackages);
  if (reach.company) return sql<SqlBool>`true`;
  return sql<SqlBool>`(k.department_id = any(${sql.val(reach.departmentIds)}::uuid[])
    or exists (select from directory.published_department_tree within_t
      where within_t.descendant_id = k.department_id and within_t.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[])))`;
}

/** SQL condition: the actor may see the package `k`: gives from it, or enters or agrees to packages. */
export function packageVisible(context: Context): RawBuilder<SqlBool> {
  if (context.may(managePackages) || context.may(approveGrants)) return sql<SqlBool>`true`;
  return packageAssignable(context);
}
