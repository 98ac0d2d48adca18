import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { factorsOf, mustHaveFactor } from '../factors-of.ts';

export const readMyFactors = handle<AccessTables>()(contract.readMyFactors, async (context) => {
  const { personId } = context.person();
  return { ...(await factorsOf(context, personId)), demanded: await mustHaveFactor(context, personId) };
});
