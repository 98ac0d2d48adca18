import { Tag } from '#design/tag.tsx';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { TemplateChange } from '../../../contract/template.ts';
import { words } from '../../words.ts';
import { changePlace, withinNamed } from './change-place.ts';

const tones = { added: 'pass', removed: 'seal', changed: 'accent', moved: 'neutral' } as const;
const LONGEST = 120;

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Differences between two versions, part by part: what happened, to what, from what to what. */
export function ChangesList({ changes, most = 200 }: { changes: readonly TemplateChange[]; most?: number }) {
  const t = useWords(words);
  const language = useLanguage();
  const place = (at: readonly string[]) => changePlace(at, (part) => t(`template.at.${part}`));
  const said = (value: unknown) => (typeof value === 'boolean' ? t(`template.value.${value}`) : shown(value));
  if (changes.length === 0) return <p className="gj-second">{t('template.same')}</p>;
  return (
    <>
      <ul className="approvals-changes" aria-label={t('template.changes')}>
        {changes.slice(0, most).map((change) => (
          <li key={`${change.part} ${change.what} ${change.at.join(' ')}`}>
            <Tag tone={tones[change.what]}>{t(`template.what.${change.what}`)}</Tag>
            <span>
              {t(`template.part.${change.part}`)} · {change.name?.[language] ?? place(change.at)}
              {change.name && change.what === 'changed' ? (
                <span className="gj-second"> {place(withinNamed(change.at))}</span>
              ) : null}
            </span>
            {change.what === 'changed' ? (
              <span className="approvals-change-values">
                <del>{said(change.before)}</del> <ins>{said(change.after)}</ins>
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
