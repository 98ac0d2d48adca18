import { onTimer } from '#kernel/server/define-module.ts';
import { transferTurned } from '../../contract/events.ts';
import type { TransfersTables } from '../transfers-tables.ts';
import { turnTimer } from './turn-timer.ts';

/** Who may read is decided by the clock at every look; this only tells open screens to look again. */
export const onTurn = onTimer<TransfersTables>()(turnTimer, async (context, facts) => {
  context.emit(transferTurned, facts);
});
