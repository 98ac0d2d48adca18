import { useState } from 'react';
import { PasskeyStopped, type PasskeyTrouble, passkeyTrouble } from './passkeys.ts';

export interface PasskeyUse {
  /** Runs what asks the device; nothing where the person or the device stopped it. */
  readonly ask: <R>(work: () => Promise<R>) => Promise<R | undefined>;
  /** The device is asking its owner now. */
  readonly waiting: boolean;
  readonly stopped: PasskeyStopped['why'] | undefined;
  /** Why passkeys are off on this page. */
  readonly trouble: PasskeyTrouble | undefined;
}

/** A passkey being made or used, as a screen shows it (`PasskeyNote`). */
export function usePasskey(): PasskeyUse {
  const [state, setState] = useState<{ waiting: boolean; stopped?: PasskeyStopped['why'] }>({ waiting: false });
  const [trouble] = useState(passkeyTrouble);
  return {
    ask: async (work) => {
      setState({ waiting: true });
      try {
        const done = await work();
        setState({ waiting: false });
        return done;
      } catch (problem) {
        setState({ waiting: false, ...(problem instanceof PasskeyStopped && { stopped: problem.why }) });
        if (problem instanceof PasskeyStopped) return undefined;
        throw problem;
      }
    },
    waiting: state.waiting,
    stopped: state.stopped,
    trouble,
  };
}
