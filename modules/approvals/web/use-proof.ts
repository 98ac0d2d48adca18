import { useRef, useState } from 'react';
import type { CallInputOf, InputOf } from '#kernel/contract/operation.ts';
import type { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { confirmIdentity } from '#kernel/web/identity/confirm-identity.ts';
import { answerWithPasskey } from '#kernel/web/identity/passkeys.ts';
import { type PasskeyUse, usePasskey } from '#kernel/web/identity/use-passkey.ts';
import { type act, prepareSignature } from '../contract/operations.ts';
import type { Shown } from './use-shown.ts';

type Decision = CallInputOf<typeof prepareSignature>['decision'];
/** What goes out with the decision. */
type ProofGiven = Pick<InputOf<typeof act>, 'signature'>;

export interface Proof {
  /**
   * Asks for what the step asks for; nothing where the person would rather not, or it couldn't be had. `lost`: the failure of
   * the sending before, so that a sending whose answer was lost goes out again just as it was.
   */
  readonly prove: (decision: Decision, lost: CallFailure | undefined) => Promise<ProofGiven | undefined>;
  readonly proving: boolean;
  /** The person was asked to confirm and didn't. */
  readonly declined: boolean;
  readonly failure: CallFailure | undefined;
  readonly passkey: PasskeyUse;
}

/** The confirmation or the signature that a step asks for, at the moment of deciding. */
export function useProof(shown: Shown, slotId: string): Proof {
  const { requestId, revision } = shown.view;
  const prepare = useCommand(prepareSignature);
  const passkey = usePasskey();
  const [asking, setAsking] = useState<'no' | 'asking' | 'declined'>('no');
  const before = useRef<{ decision: string; given: ProofGiven }>(undefined);

  const confirmed = async (): Promise<ProofGiven | undefined> => {
    setAsking('asking');
    const yes = await confirmIdentity();
    setAsking(yes ? 'no' : 'declined');
    return yes ? {} : undefined;
  };
  const signed = async (decision: Decision): Promise<ProofGiven | undefined> => {
    if (passkey.trouble) return undefined;
    const asked = await prepare.run({ requestId, slotId, revision, decision });
    const assertion = asked && (await passkey.ask(() => answerWithPasskey(asked)));
    return assertion && { signature: { challengeId: asked.challengeId, assertion } };
  };
  return {
    prove: async (decision, lost) => {
      const text = JSON.stringify([revision, decision]);
      if (lost?.passing && before.current?.decision === text) return before.current.given;
      const given =
        shown.strength === 'passkey' ? await signed(decision) : shown.strength === 'fresh' ? await confirmed() : {};
      before.current = given && { decision: text, given };
      return given;
    },
    proving: prepare.running || passkey.waiting || asking === 'asking',
    declined: asking === 'declined',
    failure: prepare.failure,
    passkey,
  };
}
