import { useState } from 'react';

/**
 * What somebody is typing into a part of a flow: kept here at once, given on as soon as it is whole. A flow never holds
 * half of a thing, so it can always be saved. What comes from elsewhere (undo) takes the place of what was typed.
 */
export function useTyped<T>(value: T, isWhole: (typed: T) => boolean, commit: (whole: T) => void) {
  const text = JSON.stringify(value);
  const [state, setState] = useState({ typed: value, given: text });
  if (state.given !== text) setState({ typed: value, given: text });
  const typed = state.given === text ? state.typed : value;
  const set = (next: T) => {
    const whole = isWhole(next);
    setState({ typed: next, given: whole ? JSON.stringify(next) : text });
    if (whole) commit(next);
  };
  return { typed, set, whole: isWhole(typed) } as const;
}
