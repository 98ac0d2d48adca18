import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Note } from '#design/note.tsx';
import { Page } from '#design/page.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { returnFromOutside } from '../../contract/outside-sign-in.ts';
import { forgetGoing, type Going, wentWith } from '../outside-going.ts';
import { OutsideFinish } from '../parts/outside-finish.tsx';
import { OutsideLink } from '../parts/outside-link.tsx';
import { words } from '../words.ts';
import '../access.css';

/** Back from a provider: hands in what it sent the browser back with, and goes on in this browser only. */
export function OutsideReturn() {
  const t = useWords(words);
  const [, go] = useLocation();
  const hand = useCommand(returnFromOutside);
  const [going] = useState<Going | undefined>(wentWith);
  const [handed, setHanded] = useState(false);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current || !going) return;
    begun.current = true;
    const given = Object.fromEntries(new URLSearchParams(location.search));
    // The code is used up by this, and doesn't stay in the history.
    const back = going.back === undefined ? '' : `?${new URLSearchParams({ back: going.back })}`;
    history.replaceState(null, '', location.pathname + back);
    forgetGoing();
    void hand.run({ attemptId: going.attemptId, secret: going.secret, given }).then((done) => {
      if (done) setHanded(true);
    });
  });
  return (
    <Page title={t('outside.return')}>
      {going ? null : (
        <Note tone="warn" title={t('outside.lost')} live>
          {t('outside.lostBody')}
        </Note>
      )}
      {hand.failure ? <FailureNote failure={hand.failure} /> : null}
      {going && handed ? (
        going.purpose === 'link' ? (
          <OutsideLink attempt={going} onDone={() => go('/me/security')} />
        ) : (
          <OutsideFinish attempt={going} shared={going.shared} />
        )
      ) : null}
      <p className="access-link">
        <a href={going?.purpose === 'link' ? '/me/security' : '/sign-in'}>{t('outside.back')}</a>
      </p>
    </Page>
  );
}
