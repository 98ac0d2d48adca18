import { refuse } from '#kernel/contract/failure.ts';
import { personNeeded } from '#kernel/contract/kernel-failures.ts';
import { type GuardContext, guard } from '#kernel/server/define-module.ts';
import { changeDepartment, createDepartment } from '#modules/directory/contract/departments.ts';
import { changePerson, createPerson } from '#modules/directory/contract/people.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';

type Given = readonly unknown[] | undefined;

function refuseOffices({ actor }: GuardContext<IntegrationsTables>, given: Given): void {
  if (actor.kind === 'application' && given !== undefined && given.length > 0) throw refuse(personNeeded);
}

/** Posts and headships carry permissions: people give them, and no program does. */
export const noOfficesByApplications = [
  guard<IntegrationsTables>()('integrations.createdWithPosts', createPerson, async (context, { posts }) =>
    refuseOffices(context, posts),
  ),
  guard<IntegrationsTables>()('integrations.changedPosts', changePerson, async (context, { change }) =>
    refuseOffices(context, change.posts),
  ),
  guard<IntegrationsTables>()(
    'integrations.createdWithHeads',
    createDepartment,
    async (context, { headIds = [], deputyIds = [] }) => refuseOffices(context, [...headIds, ...deputyIds]),
  ),
  guard<IntegrationsTables>()('integrations.changedHeads', changeDepartment, async (context, { change }) =>
    refuseOffices(context, [...(change.headIds ?? []), ...(change.deputyIds ?? [])]),
  ),
];
