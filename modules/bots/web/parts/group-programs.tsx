import { Button } from '#design/button.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listGroupBots } from '../../contract/operations.ts';
import { words } from '../words.ts';

/** Leads from the members of a group to the programs that may speak in it. */
export function GroupPrograms({ conversationId }: { conversationId: string }) {
  const t = useWords(words);
  const { data } = useRead(listGroupBots, { conversationId });
  if (!data || (data.rows.length === 0 && data.may.length === 0)) return null;
  return (
    <div>
      <Button icon="link" href={`/bots/groups/${conversationId}`}>
        {t('group.open', { count: data.rows.length })}
      </Button>
    </div>
  );
}
