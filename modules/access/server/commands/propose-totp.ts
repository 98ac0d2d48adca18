import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { proposeSecret } from '../totp-secrets.ts';

export const proposeTotp = handle<AccessTables>()(contract.proposeTotp, async (context) => {
  await refuseStale(context);
  const person = await context.db
    .selectFrom('directory.published_person')
    .select(['id', 'account'])
    .where('id', '=', context.person().personId)
    .executeTakeFirstOrThrow();
  return proposeSecret(context, person);
});
