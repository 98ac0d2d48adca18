import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { OutsideProviderRow } from '../../contract/outside-providers.ts';
import { words } from '../words.ts';

/** What a provider's state comes to, in a word or two. */
export function ProviderState({ row }: { row: OutsideProviderRow }) {
  const t = useWords(words);
  const { standing, test, proposal } = row;
  return (
    <span className="access-tags">
      {proposal ? <Tag tone="warn">{t('outside.state.proposed')}</Tag> : null}
      {!standing ? null : !standing.active ? (
        <Tag>{t('outside.state.stopped')}</Tag>
      ) : row.testing || !test ? (
        <Tag>{t('outside.state.testing')}</Tag>
      ) : test.error === null ? (
        <Tag tone="pass">{t('outside.state.on')}</Tag>
      ) : (
        <Tag tone="warn">{t('outside.state.away')}</Tag>
      )}
    </span>
  );
}
