import { handle } from '#kernel/server/define-module.ts';
import { preferencesChanged } from '../../contract/events.ts';
import * as contract from '../../contract/preference-operations.ts';
import type { NotificationTables } from '../notification-tables.ts';

export const unsubscribePush = handle<NotificationTables>()(contract.unsubscribePush, async (context, { deviceId }) => {
  const { personId, sessionId } = context.person();
  const own = context.db.deleteFrom('notifications.device').where('person_id', '=', personId);
  await (deviceId ? own.where('id', '=', deviceId) : own.where('session_id', '=', sessionId)).execute();
  context.emit(preferencesChanged, { personId });
  return {};
});
