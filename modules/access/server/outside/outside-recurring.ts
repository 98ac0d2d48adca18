import { recurring } from '#kernel/server/define-module.ts';
import type { AccessTables } from '../access-tables.ts';
import { lookAtProvider } from './look-at-provider.ts';

/** Every night: providers are looked at, so that the page tells before people do; attempts that are over are forgotten. */
export const outsideRecurring = [
  recurring<AccessTables>()('access.lookAtProviders', '35 4 * * *', async (context) => {
    await context.db
      .deleteFrom('access.outside_attempt')
      .where('expires_at', '<', context.now.subtract({ hours: 24 }).toString())
      .execute();
    const rows = await context.db
      .selectFrom('access.outside_provider')
      .select('id')
      .where('active', '=', true)
      .execute();
    for (const { id } of rows) await lookAtProvider(context, id);
  }),
];
