import type { CommandContext } from '#kernel/server/context.ts';
import { ldapSyncChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { actingPerson } from '../acting-person.ts';

/** Has a directory server compared; gives the comparison's id, that of one under way where there is one. */
export async function askForSync(context: CommandContext<AccessTables>, providerId: string): Promise<string> {
  const under = await context.db
    .selectFrom('access.ldap_sync')
    .select('id')
    .where('provider_id', '=', providerId)
    .where('state', 'in', ['asked', 'reading'])
    .executeTakeFirst();
  if (under) return under.id;
  const id = context.newId();
  await context.db
    .insertInto('access.ldap_sync')
    .values({
      id,
      provider_id: providerId,
      state: 'asked',
      asked_at: context.now.toString(),
      asked_by: actingPerson(context),
      read_until: null,
      entries: 0,
      error: null,
      applied_at: null,
      applied_by: null,
    })
    .execute();
  context.about('ldapSync', id);
  context.emit(ldapSyncChanged, { providerId, syncId: id });
  return id;
}
