import { RunAndGo } from '#kernel/web/calls/run-and-go.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
import { openDirect } from '../../contract/conversations.ts';
import { words } from '../words.ts';

/** Opens the conversation with a person and goes there. */
export function OpenDirect({ params: { personId = '' } }: ScreenProps) {
  const t = useWords(words);
  return (
    <RunAndGo
      title={t('opening')}
      operation={openDirect}
      input={{ personId }}
      to={({ conversationId }) => `/messages/${conversationId}`}
    />
  );
}
