import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/scim.ts';
import { applyPatch } from '../../domain/scim/apply-patch.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { changeUser } from '../scim/write-user.ts';

export const scimPatch = handle<IntegrationsTables>()(contract.scimPatch, (context, input) =>
  changeUser(context, input, (before) => applyPatch(before, input.operations)),
);
