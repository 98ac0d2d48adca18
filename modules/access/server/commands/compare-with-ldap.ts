import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/ldap-sync.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import type { AccessTables } from '../access-tables.ts';
import { askForSync } from '../outside/ask-for-sync.ts';
import { standingProvider } from '../outside/standing-provider.ts';

export const compareWithLdap = handle<AccessTables>()(contract.compareWithLdap, async (context, { providerId }) => {
  const { kind } = await standingProvider(context, providerId);
  if (kind !== 'ldap') throw refuse(failures.providerOff);
  return { syncId: await askForSync(context, providerId) };
});
