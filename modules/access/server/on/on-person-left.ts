import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { personLeft } from '#modules/directory/contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { dropFactors } from '../drop-factors.ts';
import { dropPasskeys } from '../drop-passkeys.ts';
import { endAssignments } from '../end-assignments.ts';
import { endSessions } from '../end-sessions.ts';
import { unlinkAccounts } from '../outside/unlink-accounts.ts';

/** Who has left is signed out everywhere, holds no roles, and leaves no password behind. */
export const onPersonLeft = subscriber<AccessTables>()('access.onPersonLeft', personLeft, async (context, happened) => {
  const { personId } = happened.facts;
  await endSessions(context, personId, { why: 'left' });
  await endAssignments(context, { personId }, 'ended');
  await sql`update access.package_grant set ended_at = ${context.now.toString()}
    where person_id = ${personId}::uuid and ended_at is null`.execute(context.db);
  await dropPasskeys(context, { personId });
  await dropFactors(context, personId);
  await unlinkAccounts(context, personId);
  await context.db
    .updateTable('access.activation_code')
    .set({ voided_at: context.now.toString() })
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute();
  await context.db.deleteFrom('access.former_password').where('person_id', '=', personId).execute();
  await context.db.deleteFrom('access.credential').where('person_id', '=', personId).execute();
});
