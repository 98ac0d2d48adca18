import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ApplicationRow } from '../../contract/applications.ts';
import { words } from '../words.ts';

/** Whether an application is in force, and what waits or went wrong. */
export function ApplicationState({ row }: { row: ApplicationRow }) {
  const t = useWords(words);
  const { standing, proposal, keys } = row;
  const waiting = proposal !== null || keys.some(({ state }) => state === 'asked');
  return (
    <>
      {waiting ? <Tag tone="warn">{t('state.waiting')}</Tag> : null}{' '}
      {standing ? (
        <Tag tone={standing.active ? 'pass' : 'neutral'}>{t(standing.active ? 'state.active' : 'state.off')}</Tag>
      ) : null}{' '}
      {standing && standing.dead > 0 ? <Tag tone="seal">{t('dead', { count: standing.dead })}</Tag> : null}
    </>
  );
}
