import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { draftChanged } from '../contract/list-failures.ts';
import { saveDraft } from '../contract/list-operations.ts';

/** Milliseconds without typing after which a draft is saved. */
const pause = 1_500;

export interface ServerDraft {
  /** Given as the request's id when the draft is submitted. */
  readonly draftId: string;
  readonly state: 'unchanged' | 'waiting' | 'saved' | 'failed' | 'conflict';
  /** After a conflict: what is typed here becomes a draft of its own. */
  readonly keepMine: () => void;
  /** Nothing more is saved: it was submitted. */
  readonly stop: () => void;
}

/**
 * Keeps what is typed on the server, a moment after the last key, and never over what another device has saved meanwhile.
 * `revision` 0: nothing is saved yet. `onSaved` learns id and revision of what stands on the server.
 */
export function useServerDraft(
  kind: string,
  from: { readonly draftId: string; readonly revision: number },
  content: {
    readonly form: Record<string, unknown>;
    readonly chosen: Record<string, string[]>;
    readonly applicantId?: string;
  },
  onSaved: (held: { draftId: string; revision: number }) => void,
): ServerDraft {
  const held = useRef(from);
  const [draftId, setDraftId] = useState(from.draftId);
  const [state, setState] = useState<ServerDraft['state']>('unchanged');
  const stopped = useRef(false);
  const sending = useRef<Promise<void>>(undefined);
  const text = JSON.stringify(content);
  const known = useRef(text);

  const save = useEffectEvent(async () => {
    await sending.current;
    if (stopped.current || known.current === text) return;
    const saved = text;
    sending.current = call(saveDraft, { ...held.current, kind, ...content }).then(
      ({ revision }) => {
        held.current = { ...held.current, revision };
        known.current = saved;
        onSaved(held.current);
        setState('saved');
      },
      (problem: unknown) => {
        if (!(problem instanceof CallFailure)) throw problem;
        setState(problem.code === draftChanged.code ? 'conflict' : 'failed');
      },
    );
    await sending.current;
  });

  useEffect(() => {
    if (text === known.current || stopped.current) return;
    setState((before) => (before === 'conflict' ? before : 'waiting'));
    const timer = setTimeout(() => void save(), pause);
    return () => clearTimeout(timer);
  }, [text]);

  return {
    draftId,
    state,
    keepMine: () => {
      held.current = { draftId: newCommandId(), revision: 0 };
      known.current = '';
      setDraftId(held.current.draftId);
      setState('waiting');
      void save();
    },
    stop: () => {
      stopped.current = true;
    },
  };
}
