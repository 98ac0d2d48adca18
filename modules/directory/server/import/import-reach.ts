import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { importOutsideReach } from '../../contract/failures.ts';
import { managePeople, manageStructure } from '../../contract/permissions.ts';
import type { DirectoryViews } from '../../contract/views.ts';
import type { ImportPlan } from '../../domain/import/plan-import.ts';
import { employerWithin } from '../department-reach.ts';

/** Whether the actor manages this employer's people and structure: an import writes both. */
export function mayImport(context: Pick<QueryContext<never>, 'reach'>, employerId: string): boolean {
  return employerWithin(context, managePeople, employerId) && employerWithin(context, manageStructure, employerId);
}

/** Refuses a plan that changes people whom the actor doesn't manage. */
export async function refuseOutsideReach(context: CommandContext<DirectoryViews>, plan: ImportPlan): Promise<void> {
  const ids = plan.change.map((person) => person.personId);
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from directory.person p
    where p.id = any(${sql.val(ids)}::uuid[]) and not ${context.within(managePeople, 'p.id')}`.execute(context.db);
  const people = rows[0]?.people ?? 0;
  if (people > 0) throw refuse(importOutsideReach, { people });
}
