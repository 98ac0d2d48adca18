import type { Kysely } from 'kysely';
import type { Reach } from './context.ts';

/** What the kernel must know of a program that calls with a key of its own. */
export interface ApplicationAuthority {
  readonly applicationId: string;
  readonly keyId: string;
  /** Permission name → how far. What isn't in the map, the application may not do. */
  readonly reaches: ReadonlyMap<string, Reach>;
  /** Calls a minute with this key, of whatever kind. */
  readonly perMinute: number;
}

/** Which application a key belongs to. Filled by the module that keeps them (`ServerModule.applicationKeys`). */
export interface ApplicationPort {
  /** What a key opens for a call from that address at this moment; undefined: nothing. Asked anew with every call. */
  load(key: string, address: string): Promise<ApplicationAuthority | undefined>;
}

/** How a module makes it: what it reads, what it notes that a key was used, the kernel's clock. */
export type OpenApplicationPort = (of: {
  readonly read: Kysely<never>;
  readonly write: Kysely<never>;
  readonly now: () => Temporal.Instant;
}) => ApplicationPort;
