import { recurring } from '#kernel/server/define-module.ts';
import type { LdapOptions } from '../../contract/outside-shapes.ts';
import type { AccessTables } from '../access-tables.ts';
import { askForSync } from './ask-for-sync.ts';
import { lookAtProvider } from './look-at-provider.ts';

/** Every night: directory servers are compared; providers are looked at, so that the page tells before people do; attempts that are over are forgotten. */
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
  recurring<AccessTables>()('access.compareWithLdap', '15 3 * * *', async (context) => {
    await context.db
      .deleteFrom('access.ldap_sync')
      .where('asked_at', '<', context.now.subtract({ hours: 24 * 183 }).toString())
      .execute();
    const rows = await context.db
      .selectFrom('access.outside_provider')
      .select(['id', 'options'])
      .where('active', '=', true)
      .where('kind', '=', 'ldap')
      .execute();
    for (const { id, options } of rows) if ((options as LdapOptions).syncDaily) await askForSync(context, id);
  }),
];
