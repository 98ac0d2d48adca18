/** Coarse on purpose: somebody is at a screen, or a screen is open and nobody has touched it for a while. Who is neither isn't named. */
export type Presence = 'here' | 'away';

/** The signal's name: `{ people: [[personId, presence or null], …] }`, differences only. Never kept. */
export const presenceSignal = 'kernel.presence';

/** What the signal says; null: no longer connected, or not shown. */
export interface PresenceMoved {
  readonly people: readonly (readonly [personId: string, state: Presence | null])[];
}

/** Most people that one connection watches at a time: as many as fit on a screen. */
export const mostWatched = 64;
