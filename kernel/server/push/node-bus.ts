import type { Topic } from '../../contract/event.ts';
import type { LoggedEvent } from '../events/relay.ts';
import type { NodePresence } from './presence.ts';

/**
 * What the processes of one company tell each other. A message may be lost: events are read from the database where some are
 * missing, ended sessions are looked up every minute, and what is signalled isn't durable on purpose.
 */
export type NodeMessage =
  /** Events that were numbered, or only their number where they are too large to go along. */
  | { readonly kind: 'numbered'; readonly upTo: number; readonly events: readonly LoggedEvent[] }
  | { readonly kind: 'signal'; readonly topic: Topic; readonly name: string; readonly facts: unknown }
  | NodePresence
  | { readonly kind: 'sessionsEnded'; readonly sessionIds: readonly string[] };

/** Between the processes that share one database. */
export interface NodeBus {
  /** To all others, never to oneself; in the order of the calls. */
  tell(message: NodeMessage): void;
  close(): Promise<void>;
}

/** Joins the others of this company (`epoch`); `take` gets what they tell. */
export type OpenNodeBus = (epoch: string, take: (message: NodeMessage) => void) => Promise<NodeBus>;

/** One process alone: there is nobody to tell. */
export const openAlone: OpenNodeBus = async () => ({ tell: () => {}, close: async () => {} });
