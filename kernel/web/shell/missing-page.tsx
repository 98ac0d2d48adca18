import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { useWords } from '../language/use-words.ts';

/** What an address without a route shows, and one that the viewer may not use: nobody learns which of both it is. */
export function MissingPage() {
  const t = useWords();
  return (
    <Empty icon="search" title={t('missing.title')} action={<Button href="/">{t('home')}</Button>}>
      {t('missing.body')}
    </Empty>
  );
}
