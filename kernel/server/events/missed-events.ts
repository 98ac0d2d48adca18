import type { Database } from '../database/database.ts';
import { gather } from '../together/gather.ts';
import { type LoggedEvent, readEventsAfter } from './relay.ts';

/** As many events as are given at a time; fewer: there are no more. */
export const mostAtOnce = 500;

/**
 * The events after a number, for connections that come back. After a break everybody does at the same moment, and most of them
 * missed the same: then it is read once for all who ask.
 */
export function makeEventsAfter(database: Database): (after: number) => Promise<readonly LoggedEvent[]> {
  return gather<number, readonly LoggedEvent[]>({
    most: 200,
    atOnce: 2,
    mostWaiting: 100_000,
    run: async (cursors) => {
      const first = Math.min(...cursors);
      const events = await readEventsAfter(database, first, mostAtOnce);
      const isWhole = events.length < mostAtOnce;
      const found = new Map<number, Promise<readonly LoggedEvent[]>>();
      for (const after of new Set(cursors)) {
        const whole = isWhole || after === first;
        found.set(
          after,
          whole
            ? Promise.resolve(events.filter(({ number }) => number > after))
            : readEventsAfter(database, after, mostAtOnce),
        );
      }
      return Promise.all(cursors.map((after) => found.get(after) ?? []));
    },
  });
}
