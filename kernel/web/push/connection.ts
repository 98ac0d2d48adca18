import { useSyncExternalStore } from 'react';

/** What is known of the way to the server. */
export interface Connection {
  readonly reachable: boolean;
  /** Whether events arrive; without them, screens read again by themselves after a command. */
  readonly pushed: boolean;
  /** The server runs another program version than when this page was loaded. */
  readonly newProgram: boolean;
}

let current: Connection = { reachable: navigator.onLine, pushed: false, newProgram: false };
const listeners = new Set<() => void>();

export const connectionNow = (): Connection => current;

/** Tells what was noticed; the bar at the top of the frame follows. */
export function noticeConnection(change: Partial<Connection>): void {
  const next = { ...current, ...change };
  if (Object.keys(next).every((name) => next[name as keyof Connection] === current[name as keyof Connection])) return;
  current = next;
  for (const listener of listeners) listener();
}

addEventListener('offline', () => noticeConnection({ reachable: false }));
addEventListener('online', () => noticeConnection({ reachable: true }));

export const useConnection = (): Connection =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
