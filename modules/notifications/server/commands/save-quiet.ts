import { handle } from '#kernel/server/define-module.ts';
import { preferencesChanged } from '../../contract/events.ts';
import * as contract from '../../contract/preference-operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const saveQuiet = handle<NotificationTables>()(contract.saveQuiet, async (context, { quiet }) => {
  const { personId } = context.person();
  if (quiet) {
    const stored = JSON.stringify(quiet);
    await context.db
      .insertInto('notifications.quiet')
      .values({ person_id: personId, quiet: stored })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ quiet: stored }))
      .execute();
  } else await context.db.deleteFrom('notifications.quiet').where('person_id', '=', personId).execute();
  context.emit(preferencesChanged, { personId });
  return {};
});
