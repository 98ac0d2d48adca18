import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scim.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { removeUser } from '../scim/write-user.ts';

export const scimRemove = handle<IntegrationsTables>()(contract.scimRemove, async (context, input) => {
  await removeUser(context, input);
  return {};
});
