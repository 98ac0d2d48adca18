import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { useLatestState } from '#kernel/web/forms/use-latest-state.ts';
import { useViewer } from '#kernel/web/identity/viewer.ts';

/** What the server has, with the revision that the next save names. */
export interface OnServer<T> {
  readonly revision: number;
  readonly value: T;
}

/** What the person here works on. `clean`: the server has it. */
interface Mine<T> extends OnServer<T> {
  readonly clean: boolean;
}

export interface KeptDraft<T> {
  readonly value: T;
  readonly revision: number;
  /** unsaved: typed and kept on this device; the server will have it soon, or when it can be reached again. */
  readonly state: 'saved' | 'saving' | 'unsaved' | 'conflict';
  readonly failure: CallFailure | undefined;
  readonly set: (next: T) => void;
  /** Saves now. False: it didn't go through, and everything is still here. */
  readonly save: () => Promise<boolean>;
  /** After a conflict: save over what somebody else saved, or take theirs. */
  readonly keepMine: (revision: number) => void;
  readonly takeTheirs: () => void;
}

/** Milliseconds without typing before a draft is saved. */
const RESTS = 1_200;

function read<T>(key: string): Mine<T> | undefined {
  try {
    const text = localStorage.getItem(key);
    return text ? { ...(JSON.parse(text) as OnServer<T>), clean: false } : undefined;
  } catch {
    return undefined;
  }
}

function write<T>(key: string, mine: OnServer<T> | undefined): void {
  try {
    if (mine) localStorage.setItem(key, JSON.stringify({ revision: mine.revision, value: mine.value }));
    else localStorage.removeItem(key);
  } catch {
    // Full or forbidden: what was typed still stands on the screen.
  }
}

/**
 * A draft that saves itself. What was typed survives a reload, a lost connection and somebody else's save: it is kept on the
 * device, for this person, until the server has it.
 * `save` gives the new revision, or the failure; `draftOutdated` makes a conflict that the person resolves.
 */
export function useKeptDraft<T>(
  name: string,
  server: OnServer<T>,
  save: (sent: OnServer<T>) => Promise<{ revision: number } | CallFailure>,
): KeptDraft<T> {
  const key = `guiju.template.${useViewer().personId}.${name}`;
  const [mine, hold, now] = useLatestState<Mine<T> | undefined>(() => read(key));
  const [state, setState] = useState<{ saving: boolean; failure?: CallFailure }>({ saving: false });
  const sending = useRef(false);
  const failure = state.failure;
  const isConflict = failure?.code === 'approvals.draftOutdated';

  const put = useCallback(
    (next: Mine<T> | undefined) => {
      hold(next);
      write(key, next?.clean === false ? next : undefined);
    },
    [key, hold],
  );

  const send = useCallback(async (): Promise<boolean> => {
    const sent = now();
    if (!sent || sent.clean || sending.current) return sent?.clean ?? true;
    sending.current = true;
    setState({ saving: true });
    const answer = await save(sent);
    sending.current = false;
    if (!('revision' in answer)) {
      setState({ saving: false, failure: answer });
      return false;
    }
    setState({ saving: false });
    const after = now();
    if (after) put({ ...after, revision: answer.revision, clean: after.value === sent.value });
    return true;
  }, [put, save, now]);

  useEffect(() => {
    if (!mine || mine.clean || isConflict) return;
    const timer = setTimeout(() => void send(), RESTS);
    return () => clearTimeout(timer);
  }, [mine, isConflict, send]);
  useEffect(() => {
    const again = () => void send();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [send]);

  // Somebody else saved, and nothing here waits: what they saved is shown.
  const shown = mine && (!mine.clean || server.revision <= mine.revision) ? mine : { ...server, clean: true };
  return {
    value: shown.value,
    revision: shown.revision,
    state: isConflict ? 'conflict' : state.saving ? 'saving' : shown.clean ? 'saved' : 'unsaved',
    failure,
    set: (value) => put({ revision: shown.revision, value, clean: false }),
    save: send,
    keepMine: (revision) => {
      setState({ saving: false });
      const typed = now();
      if (typed) put({ ...typed, revision });
    },
    takeTheirs: () => {
      setState({ saving: false });
      put(undefined);
    },
  };
}
