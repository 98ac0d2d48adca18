import { Note } from '#design/note.tsx';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';

/** W7: whether the reader may decide this, and what it is counted together with (W7.1: no splitting). */
export function AuthorityNote({ shown }: { shown: Shown }) {
  const t = useWords(words);
  const format = useFormat();
  const { authority } = shown;
  if (!authority) return null;
  const { limit, total, siblings } = authority;
  const isBeyond = limit !== null && total > limit;
  if (!isBeyond && siblings.length === 0) return null;
  const facts = { total: format.amount(total), limit: format.amount(limit ?? 0) };
  return (
    <Note
      tone={isBeyond ? 'seal' : 'warn'}
      icon="info"
      title={isBeyond ? t('authority.beyond', facts) : t('authority.siblings', { count: siblings.length })}
    >
      {siblings.length > 0 ? (
        <>
          {t('authority.together')}
          <ul className="approvals-siblings">
            {siblings.map((one) => (
              <li key={one.requestId}>
                <a href={`/requests/${one.requestId}`}>{one.number}</a> {format.amount(one.amount)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Note>
  );
}
