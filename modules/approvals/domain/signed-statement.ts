import type { Evidence } from '../contract/facts.ts';
import type { EventOf } from '../contract/instance-event.ts';

/** What somebody decides, as his event will say it. */
export type Decided =
  | Pick<EventOf<'acted'>, 'type' | 'slotId' | 'outcome' | 'opinion' | 'chosen'>
  | Pick<EventOf<'passedUp'>, 'type' | 'slotId' | 'opinion'>
  | Pick<EventOf<'returned'>, 'type' | 'slotId' | 'to' | 'afterwards' | 'opinion'>;

/**
 * The statement that a passkey signs: who decides what, in which words, on which task of which request, having seen exactly
 * what, changing exactly what in the form, choosing whom. All of it stands in the event too, so that anybody can make it again. Pure.
 */
export function signedStatement(
  requestId: string,
  by: string,
  decided: Decided,
  { seen, changed }: Pick<Evidence, 'seen' | 'changed'>,
) {
  return {
    purpose: 'guiju approval decision 1',
    requestId,
    slotId: decided.slotId,
    by,
    decision: decided.type === 'acted' ? decided.outcome : decided.type,
    ...(decided.type === 'returned' && { to: decided.to, afterwards: decided.afterwards }),
    ...(decided.type === 'acted' && decided.chosen && { chosen: decided.chosen }),
    ...(decided.opinion && { opinion: decided.opinion }),
    seen,
    ...(changed && { changed }),
  };
}
