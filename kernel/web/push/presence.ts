import { useEffect, useSyncExternalStore } from 'react';
import type { PushRequest } from '#kernel/contract/event.ts';
import { mostWatched, type Presence, type PresenceMoved } from '#kernel/contract/presence.ts';

/** Nobody has touched the screen for so many ms: nobody is at it. */
const awayAfter = 5 * 60_000;
/** What scrolls past isn't asked for. */
const askAfter = 300;
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

const states = new Map<string, Presence>();
/** How many parts on screen show a person. */
const shown = new Map<string, number>();
const listeners = new Set<() => void>();
let send: ((request: PushRequest) => void) | undefined;
let asked = '';
let asking: ReturnType<typeof setTimeout> | undefined;

const changed = () => {
  for (const listener of listeners) listener();
};

function ask(): void {
  clearTimeout(asking);
  asking = undefined;
  const personIds = [...shown.keys()].slice(0, mostWatched);
  for (const personId of states.keys()) if (!personIds.includes(personId)) states.delete(personId);
  const now = personIds.toSorted().join();
  if (!send || now === asked) return;
  asked = now;
  send({ type: 'watch', personIds });
}

/** Takes what the server told of who is at a screen. */
export function takePresence(facts: unknown): void {
  for (const [personId, state] of (facts as PresenceMoved).people) {
    if (state) states.set(personId, state);
    else states.delete(personId);
  }
  changed();
}

/** Tells over a push connection that stands whether somebody is at this screen, and asks for who is shown. Gives what ends it. */
export function tellPresence(over: (request: PushRequest) => void): () => void {
  send = over;
  asked = '';
  ask();
  let told: boolean | undefined;
  let still: ReturnType<typeof setTimeout> | undefined;
  const tell = (here: boolean) => {
    if (here !== told) over({ type: 'here', here });
    told = here;
  };
  let touchedAt = Number.NEGATIVE_INFINITY;
  const touched = () => {
    // A moving pointer touches many times a second.
    if (told && performance.now() - touchedAt < 1_000) return;
    touchedAt = performance.now();
    clearTimeout(still);
    if (document.visibilityState !== 'visible') return tell(false);
    tell(true);
    still = setTimeout(() => tell(false), awayAfter);
  };
  touched();
  for (const touch of touches) addEventListener(touch, touched, { passive: true });
  document.addEventListener('visibilitychange', touched);
  return () => {
    clearTimeout(still);
    for (const touch of touches) removeEventListener(touch, touched);
    document.removeEventListener('visibilitychange', touched);
    send = undefined;
    states.clear();
    changed();
  };
}

/** Whether this person is at a screen, as long as they are shown; undefined: not, or not to be seen. */
export function usePresence(personId: string | null): Presence | undefined {
  useEffect(() => {
    if (personId === null) return;
    shown.set(personId, (shown.get(personId) ?? 0) + 1);
    asking ??= setTimeout(ask, askAfter);
    return () => {
      const left = (shown.get(personId) ?? 1) - 1;
      if (left > 0) shown.set(personId, left);
      else shown.delete(personId);
      asking ??= setTimeout(ask, askAfter);
    };
  }, [personId]);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => (personId === null ? undefined : states.get(personId)),
  );
}
