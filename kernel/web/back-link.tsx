import { Link } from 'wouter';
import { Icon } from '#design/icon.tsx';
import { useWords } from './use-words.ts';

/** The way back on a phone's full page: to the list it was opened from, also for who came by a link. */
export function BackLink({ to }: { to: string }) {
  const t = useWords();
  return (
    <Link
      className="gj-back"
      href={to}
      onClick={(event) => {
        // Who came from there goes back in history, so that the list stands where it stood.
        if (history.state?.fromInside) {
          event.preventDefault();
          history.back();
        }
      }}
    >
      <Icon name="back" /> {t('back')}
    </Link>
  );
}
