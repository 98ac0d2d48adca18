import { useEffect, useRef, useState } from 'react';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { proposeTotpFromOutside } from '../../contract/outside-sign-in.ts';
import { TotpSecret } from './totp-secret.tsx';

/** Where a role must have a second factor and its person comes from outside: asks for a secret, once, and shows it. */
export function TotpFromOutside(props: {
  attempt: { attemptId: string; secret: string };
  onProposed: (totpId: string) => void;
}) {
  const propose = useCommand(proposeTotpFromOutside);
  const [proposed, setProposed] = useState<OutputOf<typeof proposeTotpFromOutside>>();
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const { attemptId, secret } = props.attempt;
    void propose.run({ attemptId, secret }).then((made) => {
      if (!made) return;
      setProposed(made);
      props.onProposed(made.totpId);
    });
  }, [props, propose]);
  if (propose.failure) return <FailureNote failure={propose.failure} />;
  return proposed ? <TotpSecret {...proposed} /> : null;
}
