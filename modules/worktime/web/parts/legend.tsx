import { useWords } from '#kernel/web/language/use-words.ts';
import { words } from '../words.ts';

/** What the marks of the calendar mean; `plain`: there are days that don't follow the company. */
export function Legend({ plain }: { plain: boolean }) {
  const t = useWords(words);
  const marks = ['holiday', 'workday', ...(plain ? ['plain' as const] : [])] as const;
  return (
    <ul className="worktime-legend gj-second" aria-label={t('legend')}>
      {marks.map((mark) => (
        <li key={mark}>
          <span className="worktime-day" data-mark={mark}>
            <small>{t(`mark.${mark}`)}</small>
          </span>
          {t(`legend.${mark}`)}
        </li>
      ))}
      <li>
        <span className="worktime-day" data-rest>
          7
        </span>
        {t('legend.rest')}
      </li>
    </ul>
  );
}
