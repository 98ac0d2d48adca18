import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { packageOver } from '../../contract/failures.ts';
import * as contract from '../../contract/packages.ts';
import type { AccessTables } from '../access-tables.ts';
import { endPackage } from '../packages/end-package.ts';
import { lockPackage } from '../packages/lock-package.ts';

export const withdrawPackage = handle<AccessTables>()(
  contract.withdrawPackage,
  async (context, { packageId, reason }) => {
    await refuseStale(context);
    const found = await lockPackage(context, packageId, sql`true`);
    if (found.ended_at !== null || found.outcome === 'refused' || found.outcome === 'expired')
      throw refuse(packageOver);
    await endPackage(context, found, 'withdrawn', reason);
    return {};
  },
);
