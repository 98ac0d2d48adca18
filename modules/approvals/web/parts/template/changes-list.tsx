import { Tag } from '#design/tag.tsx';
import { useLanguage } from '#kernel/web/language.ts';
import { useWords } from '#kernel/web/use-words.ts';
import type { TemplateChange } from '../../../contract/template.ts';
import { words } from '../../words.ts';

const tones = { added: 'pass', removed: 'seal', changed: 'accent', moved: 'neutral' } as const;
const LONGEST = 120;

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};

/** Differences between two versions, part by part: what happened, to what, from what to what. */
export function ChangesList({ changes, most = 200 }: { changes: readonly TemplateChange[]; most?: number }) {
  const t = useWords(words);
  const language = useLanguage();
  if (changes.length === 0) return <p className="gj-second">{t('template.same')}</p>;
  return (
    <>
      <ul className="approvals-changes" aria-label={t('template.changes')}>
        {changes.slice(0, most).map((change) => (
          <li key={`${change.part} ${change.what} ${change.at.join(' ')}`}>
            <Tag tone={tones[change.what]}>{t(`template.what.${change.what}`)}</Tag>
            <span>
              {t(`template.part.${change.part}`)} · {change.name?.[language] ?? change.at.join(' › ')}
              {change.name && change.what === 'changed' ? (
                <span className="gj-second"> {change.at.slice(2).join(' › ')}</span>
              ) : null}
            </span>
            {change.what === 'changed' ? (
              <span className="approvals-change-values">
                <del>{shown(change.before)}</del> <ins>{shown(change.after)}</ins>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {changes.length > most ? (
        <p className="gj-second">{t('template.moreChanges', { count: changes.length - most })}</p>
      ) : null}
    </>
  );
}
