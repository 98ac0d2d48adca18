import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { nothingToReset } from '../../contract/failures.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { factorsOf } from '../factors-of.ts';
import { makeRecoveryCodes } from '../recovery-codes.ts';

export const renewRecoveryCodes = handle<AccessTables>()(contract.renewRecoveryCodes, async (context) => {
  await refuseStale(context);
  const { personId } = context.person();
  if ((await factorsOf(context, personId)).totpSince === null) throw refuse(nothingToReset);
  context.about('person', personId);
  return { recoveryCodes: await makeRecoveryCodes(context, personId) };
});
