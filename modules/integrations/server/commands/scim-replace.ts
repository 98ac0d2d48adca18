import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scim.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { changeUser } from '../scim/write-user.ts';

export const scimReplace = handle<IntegrationsTables>()(contract.scimReplace, (context, input) =>
  changeUser(context, input, () => input.resource),
);
