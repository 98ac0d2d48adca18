import type { Tone } from '#design/tag.tsx';
import type { TransferRow } from '../contract/shapes.ts';

type TransferState = 'waiting' | 'open' | 'over' | 'ended';

/** How a transfer stands at this moment; the server decides by its own clock who may open what. */
export function stateOf({ begins, ends, endedAt }: TransferRow, now: Date): TransferState {
  if (endedAt !== null) return 'ended';
  if (now < new Date(begins)) return 'waiting';
  return now < new Date(ends) ? 'open' : 'over';
}

export const stateTones: Record<TransferState, Tone> = {
  waiting: 'accent',
  open: 'pass',
  over: 'neutral',
  ended: 'seal',
};
