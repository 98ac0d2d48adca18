import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { proposeTotpAtSignIn } from '../../contract/second-factors.ts';
import { ownDevice } from '../own-device.ts';
import { TotpSecret } from './totp-secret.tsx';

/** Before the first sign-in of a role that must have a second factor: asks for a secret, once, and shows it. */
export function TotpAtSignIn(props: { account: string; password: string; onProposed: (totpId: string) => void }) {
  const propose = useCommand(proposeTotpAtSignIn);
  const [proposed, setProposed] = useState<OutputOf<typeof proposeTotpAtSignIn>>();
  const begun = useRef(false);
  const { account, password, onProposed } = props;
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const device = ownDevice();
    void propose.run({ account, password, ...(device ? { device } : {}) }).then((made) => {
      if (!made) return;
      setProposed(made);
      onProposed(made.totpId);
    });
  }, [account, password, onProposed, propose]);
  if (propose.failure) return <FailureNote failure={propose.failure} />;
  return proposed ? <TotpSecret {...proposed} /> : null;
}
