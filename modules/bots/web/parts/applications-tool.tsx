import { Button } from '#design/button.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** Leads to the applications that one can talk to. */
export function ApplicationsTool() {
  const t = useWords(words);
  return <Button kind="quiet" icon="link" label={t('apps')} href="/bots/applications" />;
}
