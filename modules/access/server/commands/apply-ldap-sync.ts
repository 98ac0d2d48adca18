import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import * as contract from '../../contract/ldap-sync.ts';
import type { AccessTables } from '../access-tables.ts';
import { applyDifferences } from '../outside/apply-differences.ts';

export const applyLdapSync = handle<AccessTables>()(contract.applyLdapSync, async (context, { syncId }) => {
  await refuseStale(context);
  return applyDifferences(context, syncId, context.person().personId);
});
