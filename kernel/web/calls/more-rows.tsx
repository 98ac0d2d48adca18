import { LoadMore } from '#design/load-more.tsx';
import { FailureNote } from './failure-note.tsx';
import type { ReadPages } from './use-read-pages.ts';

/**
 * Below a list that pages: the way to its next page while there is one. Where that page didn't come it is said here, at the
 * place that was pressed, and the rows above stay.
 */
export function MoreRows({ of }: { of: Pick<ReadPages<unknown>, 'hasMore' | 'loadingMore' | 'moreFailure' | 'more'> }) {
  if (!of.hasMore) return null;
  // While it is tried again the button shows that; the note comes back where that fails too.
  if (of.moreFailure && !of.loadingMore) return <FailureNote failure={of.moreFailure} onRetry={of.more} />;
  return <LoadMore busy={of.loadingMore} onPress={of.more} />;
}
