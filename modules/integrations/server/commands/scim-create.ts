import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scim.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { createUser } from '../scim/write-user.ts';

export const scimCreate = handle<IntegrationsTables>()(contract.scimCreate, (context, { resource }) =>
  createUser(context, resource),
);
