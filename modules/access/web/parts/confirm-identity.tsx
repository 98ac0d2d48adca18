import { lazy, Suspense, useEffect, useState } from 'react';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { provideConfirmation } from '#kernel/web/identity/confirm-identity.ts';

const Dialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }));

/** Stands while somebody is signed in; asks “is it you?” when a screen wants it confirmed. */
export function ConfirmIdentity() {
  const [asked, setAsked] = useState<{ answer: (confirmed: boolean) => void }>();
  useEffect(
    () =>
      provideConfirmation(async () => {
        if (await isFresh()) return true;
        return new Promise<boolean>((answer) => setAsked({ answer }));
      }),
    [],
  );
  if (!asked) return null;
  return (
    <Suspense>
      <Dialog
        onDone={(confirmed) => {
          setAsked(undefined);
          asked.answer(confirmed);
        }}
      />
    </Suspense>
  );
}

async function isFresh(): Promise<boolean> {
  try {
    // Only once it is wanted: this part stands on every page.
    const { readConfirmation } = await import('../../contract/passkeys.ts');
    return (await call(readConfirmation, {})).fresh;
  } catch (problem) {
    // The dialog will say what is wrong, when it can't be sent either.
    if (problem instanceof CallFailure) return false;
    throw problem;
  }
}
