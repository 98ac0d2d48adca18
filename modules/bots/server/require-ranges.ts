import { refuse } from '#kernel/contract/failure.ts';
import { isNetwork } from '#kernel/server/outside/reachable-address.ts';
import { badRange } from '../contract/failures.ts';

/** Refuses what is neither an IP address nor a network. */
export function requireRanges(ranges: readonly string[]): void {
  const bad = ranges.find((range) => !isNetwork(range));
  if (bad !== undefined) throw refuse(badRange, { range: bad.slice(0, 50) });
}
