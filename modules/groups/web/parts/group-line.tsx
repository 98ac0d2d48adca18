import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import type { GroupRow } from '../../contract/shapes.ts';
import { words } from '../words.ts';

/** What decides first: no leader, a difference, an end, nobody speaks any more. */
export function GroupTag({ row }: { row: GroupRow }) {
  const t = useWords(words);
  const format = useFormat();
  if (row.state === 'dissolved') return <Tag>{t('state.dissolved')}</Tag>;
  if (row.leader === null) return <Tag tone="seal">{t('leaderless')}</Tag>;
  if (row.graceUntil) return <Tag tone="accent">{t('grace', { day: format.day(row.graceUntil) })}</Tag>;
  if (row.difference > 0) return <Tag tone="warn">{t('difference.count', { count: row.difference })}</Tag>;
  if (row.endsOn) return <Tag tone="accent">{t('until', { day: format.day(row.endsOn) })}</Tag>;
  if (row.idle) return <Tag>{t('idle')}</Tag>;
  return <Tag tone="pass">{t('state.fine')}</Tag>;
}

export function GroupLine({ row }: { row: GroupRow }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <RowLink to={`/groups/${row.conversationId}`}>
      <ListRow
        title={row.name}
        line={[
          row.kindTitle[language],
          t('members.count', { count: row.members }),
          // The last: a long name may be cut off.
          row.leader ? t('led.by', { name: row.leader.name }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
        deciding={<GroupTag row={row} />}
      />
    </RowLink>
  );
}
