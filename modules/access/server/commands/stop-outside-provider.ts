import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { outsideProviderChanged } from '../../contract/events.ts';
import { outsideFailures as failures } from '../../contract/outside-failures.ts';
import * as contract from '../../contract/outside-providers.ts';
import type { AccessTables } from '../access-tables.ts';

export const stopOutsideProvider = handle<AccessTables>()(
  contract.stopOutsideProvider,
  async (context, { providerId, revision }) => {
    await refuseStale(context);
    const { personId } = context.person();
    const stopped = await context.db
      .updateTable('access.outside_provider')
      .set({ active: false, stopped_by: personId, revision: revision + 1 })
      .where('id', '=', providerId)
      .where('revision', '=', revision)
      .where('active', '=', true)
      .executeTakeFirst();
    if (stopped.numUpdatedRows !== 1n) throw refuse(failures.providerChanged);
    context.about('outsideProvider', providerId);
    context.emit(outsideProviderChanged, { providerId, what: 'stopped', by: personId });
    return {};
  },
);
