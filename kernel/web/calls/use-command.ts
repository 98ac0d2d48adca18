import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CallInputOf } from '#kernel/contract/operation.ts';
import { connectionNow } from '../push/connection.ts';
import { type AnswerOf, type Callable, call } from './call.ts';
import { CallFailure } from './call-failure.ts';
import { newCommandId } from './command-id.ts';

export interface Command<C extends Callable> {
  /** Runs it. Gives the answer, or nothing where it failed: then `failure` says why, to be shown near the button. */
  readonly run: (input: CallInputOf<C>) => Promise<AnswerOf<C> | undefined>;
  readonly running: boolean;
  readonly failure: CallFailure | undefined;
  readonly forget: () => void;
}

/**
 * A command (or job, or unattributed call) of a screen. The same input again after a failure is a retry of the same
 * submission and keeps its command id, so that nothing happens twice when only the answer was lost.
 */
export function useCommand<C extends Callable>(operation: C): Command<C> {
  const client = useQueryClient();
  const submission = useRef<{ id: string; input: string }>(undefined);
  const [state, setState] = useState<{ running: boolean; failure?: CallFailure }>({ running: false });

  const run = async (input: CallInputOf<C>) => {
    const text = JSON.stringify(input);
    if (submission.current?.input !== text) submission.current = { id: newCommandId(), input: text };
    setState({ running: true });
    try {
      const answer = await call(operation, input, { commandId: submission.current.id });
      submission.current = undefined;
      setState({ running: false });
      // Events bring the change to every screen; without them, what is on screen is read again.
      if (!connectionNow().pushed) void client.invalidateQueries();
      return answer;
    } catch (problem) {
      if (!(problem instanceof CallFailure)) throw problem;
      setState({ running: false, failure: problem });
      return undefined;
    }
  };
  return {
    run,
    running: state.running,
    failure: state.failure,
    forget: () => setState({ running: false }),
  };
}
