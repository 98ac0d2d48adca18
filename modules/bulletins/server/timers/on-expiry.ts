import { onTimer } from '#kernel/server/define-module.ts';
import { bulletinEnded } from '../../contract/events.ts';
import type { BulletinsTables } from '../bulletins-tables.ts';
import { expiryTimer } from './expiry-timer.ts';

/** Nothing changes in the register: whoever has the list open is told to look again. */
export const onExpiry = onTimer<BulletinsTables>()(expiryTimer, async (context, { bulletinId }) => {
  context.emit(bulletinEnded, { bulletinId, why: 'expired', at: context.now.toString() });
});
