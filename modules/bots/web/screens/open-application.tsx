import type { ScreenProps } from '#kernel/web/module-web.ts';
import { RunAndGo } from '#kernel/web/run-and-go.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import { openApplication } from '../../contract/application-chats.ts';
import { words } from '../words.ts';

/** Opens the conversation with an application and goes there. */
export function OpenApplication({ params: { applicationId = '' } }: ScreenProps) {
  const t = useWords(words);
  return (
    <RunAndGo
      title={t('apps.open')}
      operation={openApplication}
      input={{ applicationId }}
      to={({ conversationId }) => `/messages/${conversationId}`}
    />
  );
}
