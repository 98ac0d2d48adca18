import { RunAndGo } from '#kernel/web/calls/run-and-go.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
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
