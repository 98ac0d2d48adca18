import type { OutputOf } from '#kernel/contract/operation.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { previewPersonChange } from '../../contract/preview-change.ts';
import { words } from '../words.ts';
import '../directory.css';

/** What a change would bring with it, kind by kind: what comes, what goes, what stays otherwise. */
export function ChangeEffects({ effects }: { effects: OutputOf<typeof previewPersonChange>['effects'] }) {
  const t = useWords(words);
  const language = useLanguage();
  if (effects.length === 0) return <p className="gj-second">{t('effects.none')}</p>;
  const text = (row: { label: { zh: string; en: string }; detail: { zh: string; en: string } | null }) =>
    [row.label[language], row.detail?.[language]].filter(Boolean).join(' · ');
  return (
    <div className="directory-effects">
      {effects.map((effect) => (
        <section key={effect.name} aria-label={effect.title[language]}>
          <h3>{effect.title[language]}</h3>
          <ul>
            {effect.changed.map((row) => (
              <li key={`changed ${row.label.en} ${row.from?.en} ${row.to?.en}`}>
                {row.label[language]}
                {t('colon')}
                {row.from?.[language] || t('effects.nobody')} → {row.to?.[language] || t('effects.nobody')}
              </li>
            ))}
            {effect.gained.map((row) => (
              <li key={`gained ${text(row)}`} className="gj-tone-pass">
                <span className="directory-effect-sign">{t('effects.gained')}</span> {text(row)}
              </li>
            ))}
            {effect.lost.map((row) => (
              <li key={`lost ${text(row)}`} className="gj-tone-seal">
                <span className="directory-effect-sign">{t('effects.lost')}</span> {text(row)}
              </li>
            ))}
          </ul>
          {effect.more ? <p className="gj-second">{t('effects.more')}</p> : null}
        </section>
      ))}
    </div>
  );
}
