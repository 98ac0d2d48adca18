/** What was, is, and was undone. `topic` names what the last change was about: typing on in it is one step. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  readonly topic: string | undefined;
}

/** Steps that can be undone; older ones are forgotten. */
const MOST = 200;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [], topic: undefined });

/** Goes on from steps that were kept while something else was looked at; what changed meanwhile is one step more. */
export const resumeHistory = <T>(kept: History<T> | undefined, present: T): History<T> =>
  kept ? record(kept, present) : startHistory(present);

/** Remembers a change. Changes with the same topic, one after the other, are one step; without a topic each is its own. */
export function record<T>(history: History<T>, present: T, topic?: string): History<T> {
  if (present === history.present) return history;
  const goesOn = topic !== undefined && topic === history.topic;
  const past = goesOn ? history.past : [...history.past, history.present].slice(-MOST);
  return { past, present, future: [], topic };
}

/** Ends a step: what is typed next is a step of its own. */
export const endStep = <T>(history: History<T>): History<T> =>
  history.topic === undefined ? history : { ...history, topic: undefined };

export function undo<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    topic: undefined,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, topic: undefined };
}
