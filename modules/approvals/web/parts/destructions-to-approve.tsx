import { Avatar } from '#design/avatar.tsx';
import { ListRow } from '#design/list-row.tsx';
import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { RowLink } from '#kernel/web/shell/row-link.tsx';
import { useDestructionsToApprove } from '../use-destructions-to-approve.ts';
import { words } from '../words.ts';

/** Lists of destruction that wait for the reader as the second person, as rows of what is to be done. Nothing where there are none. */
export function DestructionsToApprove() {
  const t = useWords(words);
  const rows = useDestructionsToApprove();
  if (rows.length === 0) return null;
  return (
    <ul className="approvals-rows" aria-label={t('destruction.toApprove')}>
      {rows.map((row) => (
        <li key={row.destructionId}>
          <RowLink to={`/approvals/destruction/lists/${row.destructionId}`}>
            <ListRow
              lead={<Avatar name={row.proposedBy.name} />}
              title={`${row.proposedBy.name} · ${t('destruction')}`}
              line={
                <span className="approvals-line approvals-wrapping">
                  <Tag tone="warn">{t('destruction.toApprove')}</Tag>
                  <span>{`${row.number} · ${row.employer.name}`}</span>
                </span>
              }
              when={<When at={row.proposedAt} />}
              deciding={
                <span className="approvals-deciding">
                  {t('destruction.toApprove.count', { count: row.counts.proposed })}
                </span>
              }
            />
          </RowLink>
        </li>
      ))}
    </ul>
  );
}
