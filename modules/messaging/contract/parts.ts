import { part } from '#kernel/contract/part.ts';
import type { Facts } from '#kernel/contract/words.ts';

interface RefusedMessageProps {
  /** The failure's code, also of a module that messaging doesn't know. */
  readonly code: string;
  readonly facts: Facts;
  /** Sends the same once more. */
  readonly onAgain: () => void;
}

/** A place: what a higher module, whose guard refused something said, has to say about it. Messaging shows the reason itself. */
export const refusedMessage = part<RefusedMessageProps>('messaging.refusedMessage');
