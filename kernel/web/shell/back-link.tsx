import { Icon } from '#design/icon.tsx';
import { useWords } from '../language/use-words.ts';

/** The way back on a phone's full page: to the list it was opened from, also for who came by a link from outside. */
export function BackLink({ to }: { to: string }) {
  const t = useWords();
  return (
    <a
      className="gj-back"
      href={to}
      onClick={(event) => {
        // Who came from inside goes back in history, so that the list stands where it stood.
        if (history.state?.fromInside) {
          event.preventDefault();
          history.back();
        }
      }}
    >
      <Icon name="back" /> {t('back')}
    </a>
  );
}
