import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scim.ts';
import { pickAttributes } from '../../domain/scim/pick-attributes.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { callingApplication } from '../scim/calling-application.ts';
import { findUser } from '../scim/find-user.ts';
import { type GroupRow, groupResource, groupSource, membersOfGroup } from '../scim/group-source.ts';
import { userResource } from '../scim/user-source.ts';

export const scimRead = handle<IntegrationsTables>()(contract.scimRead, async (context, input) => {
  const applicationId = callingApplication(context);
  if (input.kind === 'Users')
    return pickAttributes(userResource(await findUser(context, applicationId, input.id)), input);
  const { rows } = await sql<GroupRow>`
    select u.*, ${membersOfGroup(context)} from ${groupSource(context)} where u.id = ${input.id}::uuid`.execute(
    context.db,
  );
  const [row] = rows;
  if (!row) throw refuse(notFound);
  return pickAttributes(groupResource(row), input);
});
