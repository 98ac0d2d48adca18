import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { factorsChanged } from '../../contract/events.ts';
import { secondFactorDemanded } from '../../contract/failures.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { dropFactors } from '../drop-factors.ts';
import { factorsOf, mustHaveFactor } from '../factors-of.ts';

export const removeTotp = handle<AccessTables>()(contract.removeTotp, async (context) => {
  await refuseStale(context);
  const { personId } = context.person();
  const { totpSince, passkeys } = await factorsOf(context, personId);
  if (totpSince === null) return {};
  if (passkeys === 0 && (await mustHaveFactor(context, personId))) throw refuse(secondFactorDemanded);
  await dropFactors(context, personId);
  context.about('person', personId);
  context.emit(factorsChanged, { personId, what: 'totpRemoved' });
  return {};
});
