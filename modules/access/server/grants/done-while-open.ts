import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { administrativeOperations } from '../../contract/administrative-operations.ts';
import { openBreakGlass } from '../../contract/break-glass.ts';

/**
 * SQL condition: the line `a` of the audit is a change that the opener of `g` (a row of `access.break_glass`) made as an
 * administrator while it was open, or one in which it stood in for a second person. Whatever module it was in: no module
 * has to say so.
 */
export function doneWhileOpen({ contracts }: Pick<QueryContext<never>, 'contracts'>): RawBuilder<SqlBool> {
  const names = [...administrativeOperations(contracts).keys()].filter((name) => name !== openBreakGlass.name);
  return sql<SqlBool>`a.actor_kind = 'person' and a.actor_id = g.opened_by::text and a.outcome = 'done'
    and a.at >= g.opened_at and a.at <= g.open_until
    and (a.operation = any(${sql.val(names)}::text[])
      or a.operation <> ${openBreakGlass.name} and ${standsIn})`;
}

/** SQL condition: in the line `a`, the code of `g` stood in for the second person. */
export const standsIn = sql<SqlBool>`a.objects @> jsonb_build_array(jsonb_build_object('type', 'breakGlass', 'id', g.id))`;
