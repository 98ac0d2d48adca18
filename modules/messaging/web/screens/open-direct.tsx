import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { openDirect } from '../../contract/conversations.ts';
import { words } from '../words.ts';

/** Opens the conversation with a person and goes there. */
export function OpenDirect({ params }: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const open = useCommand(openDirect);
  const asked = useRef('');
  const personId = params.personId ?? '';
  const run = async () => {
    const opened = await open.run({ personId });
    if (opened) go(`/messages/${opened.conversationId}`, { replace: true });
  };
  useEffect(() => {
    if (asked.current === personId) return;
    asked.current = personId;
    void run();
  });
  return (
    <Page title={t('opening')}>
      {open.failure ? <FailureNote failure={open.failure} onRetry={() => void run()} /> : <Skeleton shape="rows" />}
    </Page>
  );
}
