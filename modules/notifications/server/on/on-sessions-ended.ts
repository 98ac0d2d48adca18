import { subscriber } from '#kernel/server/define-module.ts';
import { sessionsEnded } from '#modules/access/contract/events.ts';
import { preferencesChanged } from '../../contract/events.ts';
import type { NotificationTables } from '../notification-tables.ts';

/** Who signed out on a device, or was signed out, is told nothing there any more. */
export const onSessionsEnded = subscriber<NotificationTables>()(
  'notifications.onSessionsEnded',
  sessionsEnded,
  async (context, { facts }) => {
    const gone = await context.db
      .deleteFrom('notifications.device')
      .where('session_id', 'in', facts.sessionIds)
      .executeTakeFirst();
    if (gone.numDeletedRows > 0n) context.emit(preferencesChanged, { personId: facts.personId });
  },
);
