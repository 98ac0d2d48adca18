import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { Page } from '#design/page.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { openApplication } from '../../contract/application-chats.ts';
import { words } from '../words.ts';

/** Opens the conversation with an application and goes there. */
export function OpenApplication({ params }: ScreenProps) {
  const t = useWords(words);
  const [, go] = useLocation();
  const open = useCommand(openApplication);
  const asked = useRef('');
  const applicationId = params.applicationId ?? '';
  const run = async () => {
    const opened = await open.run({ applicationId });
    if (opened) go(`/messages/${opened.conversationId}`, { replace: true });
  };
  useEffect(() => {
    if (asked.current === applicationId) return;
    asked.current = applicationId;
    void run();
  });
  return (
    <Page title={t('apps.open')}>
      {open.failure ? <FailureNote failure={open.failure} onRetry={() => void run()} /> : <Skeleton shape="rows" />}
    </Page>
  );
}
