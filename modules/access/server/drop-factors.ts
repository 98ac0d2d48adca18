import type { CommandContext } from '#kernel/server/context.ts';
import type { AccessTables } from './access-tables.ts';

/** Takes away somebody's authenticator app and recovery codes. Passkeys stay: they are removed one by one, with evidence. */
export async function dropFactors(context: CommandContext<AccessTables>, personId: string): Promise<void> {
  await context.db
    .updateTable('access.totp')
    .set({ removed_at: context.now.toString() })
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .where('removed_at', 'is', null)
    .execute();
  await context.db
    .deleteFrom('access.totp')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is', null)
    .execute();
  await context.db.deleteFrom('access.recovery_code').where('person_id', '=', personId).execute();
}
