import { Button } from '#design/button.tsx';
import { Note } from '#design/note.tsx';
import { useSecretOnScreen } from '#kernel/web/identity/secret-on-screen.ts';
import { useLanguage } from '#kernel/web/language/language.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { Shown } from '../use-shown.ts';
import { words } from '../words.ts';

/**
 * To an administrator without a part in the request: that its content isn't shown, why, and how he may read it; or until when he
 * may. To everybody who takes part: who was let look, when, why, and who agreed.
 */
export function LooksNote({ shown, onAsk }: { shown: Shown; onAsk: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const { view, looks, lookAsked, byLook } = shown;
  useSecretOnScreen(byLook);
  return (
    <>
      {view.withheld ? (
        <Note
          tone="accent"
          icon="lock"
          title={t('withheld')}
          actions={lookAsked ? null : <Button onPress={onAsk}>{t('do.askToLook')}</Button>}
        >
          <p>{t('withheld.why')}</p>
          {lookAsked ? (
            <p>
              {t('withheld.asked')} <a href={`/requests/${lookAsked.lookId}`}>{lookAsked.number}</a>
            </p>
          ) : null}
        </Note>
      ) : null}
      {looks.length > 0 ? (
        <Note tone={byLook ? 'warn' : 'accent'} icon="eye" title={byLook ? t('looks.own') : t('looks')}>
          <ul className="approvals-looks">
            {looks.map((look) => (
              <li key={look.lookId}>
                {t('looks.line', {
                  name: look.person.name,
                  from: format.exact(look.openedAt),
                  until: format.exact(look.untilAt),
                  agreed: look.agreed.join(language === 'zh' ? '、' : ', '),
                  reason: look.reason,
                })}
              </li>
            ))}
          </ul>
        </Note>
      ) : null}
    </>
  );
}
