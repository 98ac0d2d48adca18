import { type RawBuilder, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { managePeople, manageStructure } from '../contract/permissions.ts';
import type { DirectoryViews } from '../contract/views.ts';
import { departmentsWithin } from './department-reach.ts';

/** SQL condition: the planned change `c` is about a person or a department that the actor manages. */
export function plannedWithin(context: Pick<QueryContext<DirectoryViews>, 'within' | 'reach'>): RawBuilder<boolean> {
  return sql`(case when c.department_id is null then ${context.within(managePeople, 'c.person_id')}
    else exists (select from directory.department d where d.id = c.department_id
      and ${departmentsWithin(context, manageStructure)}) end)`;
}
