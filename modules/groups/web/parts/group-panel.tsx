import { Button } from '#design/button.tsx';
import { FactList } from '#design/fact-list.tsx';
import { Stack } from '#design/stack.tsx';
import type { PropsOf } from '#kernel/contract/part.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { mayUse, useViewerState } from '#kernel/web/identity/viewer.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { groupPanel } from '#modules/messaging/contract/parts.ts';
import { readInChat } from '../../contract/join-operations.ts';
import { readRegister } from '../../contract/permissions.ts';
import { words } from '../words.ts';

/** Above the members of a governed group: the office that owns it, its leaders, and the ways to its page and the register. */
export function GroupPanel({ conversationId }: PropsOf<typeof groupPanel>) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const viewer = useViewerState();
  const governed = useRead(readInChat, { conversationId }).data?.governed;
  if (!governed) return null;
  return (
    <Stack gap={3}>
      <FactList
        facts={[
          { name: t('kind'), value: governed.kindTitle[language] },
          { name: t('owner'), value: t('owner.office', { office: governed.owner }) },
          {
            name: t('leader'),
            value: governed.leaders.map((one) => one.name).join(t('comma')) || t('leaderless'),
          },
          ...(governed.endsOn ? [{ name: t('endsOn'), value: format.day(governed.endsOn) }] : []),
        ]}
      />
      <div className="gj-actions">
        <Button href={`/groups/${conversationId}`}>{t('page')}</Button>
        {mayUse(viewer, readRegister) ? (
          <Button href={`/groups?find=${encodeURIComponent(governed.name)}`}>{t('register')}</Button>
        ) : null}
        {governed.toDo > 0 ? (
          <Button kind="primary" href="/groups/mine">
            {t('toDo', { count: governed.toDo })}
          </Button>
        ) : null}
      </div>
    </Stack>
  );
}
