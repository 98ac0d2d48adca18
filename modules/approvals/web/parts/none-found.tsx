import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ListFilter } from '../use-list-filter.ts';
import { words } from '../words.ts';

/** What a list shows where nothing fits the filter. */
export function NoneFound({ filter }: { filter: ListFilter }) {
  const t = useWords(words);
  return (
    <Empty
      icon="search"
      title={t('todo.noneFound')}
      action={<Button onPress={filter.forget}>{t('filter.forget')}</Button>}
    />
  );
}
