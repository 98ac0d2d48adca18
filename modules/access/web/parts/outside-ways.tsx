import { Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { fetchedComponent } from '#kernel/web/shell/fetched-component.ts';
import { beginOutsideSignIn } from '../../contract/outside-sign-in.ts';
import type { readSignIn } from '../../contract/sign-in.ts';
import { goOutside, isInsideApp, mayGoUnasked } from '../outside-going.ts';
import { words } from '../words.ts';

const LdapSignIn = fetchedComponent(async () => (await import('./ldap-sign-in.tsx')).LdapSignIn);

type Way = OutputOf<typeof readSignIn>['outside'][number];

/** Where one may sign in from outside, a button each; in the browser of a platform's own app that one is gone to at once. */
export function OutsideWays({ ways, shared }: { ways: readonly Way[]; shared: boolean }) {
  const t = useWords(words);
  const begin = useCommand(beginOutsideSignIn);
  const [directory, setDirectory] = useState<Way>();
  const go = async (way: Way) => {
    const place = isInsideApp(way.kind) ? 'app' : 'desk';
    const begun = await begin.run({ providerId: way.providerId, place });
    if (begun) goOutside({ attemptId: begun.attemptId, secret: begun.secret, purpose: 'signIn', shared }, begun.url);
  };
  const asked = useRef(false);
  useEffect(() => {
    const here = ways.find(({ kind }) => isInsideApp(kind));
    if (asked.current || !here || !mayGoUnasked()) return;
    asked.current = true;
    void go(here);
  });
  if (directory) {
    return (
      <Suspense fallback={<Skeleton shape="page" />}>
        <LdapSignIn way={directory} shared={shared} onBack={() => setDirectory(undefined)} />
      </Suspense>
    );
  }
  return (
    <>
      {ways.map((way) => (
        <Button
          key={way.providerId}
          icon={way.kind === 'ldap' ? 'people' : 'next'}
          wide
          busy={begin.running}
          onPress={() => (way.kind === 'ldap' ? setDirectory(way) : void go(way))}
        >
          {t('outside.signIn', { name: way.name })}
        </Button>
      ))}
      {begin.failure ? <FailureNote failure={begin.failure} /> : null}
    </>
  );
}
