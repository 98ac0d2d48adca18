import { createContext, useContext } from 'react';

const listeners = new Set<() => void>();

/** Somebody's session is over, as a 401 told. */
export function tellSessionOver(): void {
  for (const listener of listeners) listener();
}

export function onSessionOver(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where who isn't signed in is sent. A module provides the route. */
export const signInPath = '/sign-in';

export interface Session {
  /** After a successful sign-in: forgets what was read as a visitor and goes where the person wanted to. */
  readonly begin: () => void;
  /** After signing out: forgets everything and goes to the sign-in page. */
  readonly end: () => void;
}

export const SessionContext = createContext<Session | undefined>(undefined);

/** For the screens that sign in and out. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside the app');
  return session;
}
