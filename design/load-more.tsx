import { Button } from './button.tsx';
import { useDesignWords } from './design-words.ts';

/** Stands below a list whose next page has a cursor. */
export function LoadMore({ busy, onPress }: { busy: boolean; onPress: () => void }) {
  const words = useDesignWords();
  return (
    <div className="gj-load-more">
      <Button kind="quiet" busy={busy} onPress={onPress}>
        {words.loadMore}
      </Button>
    </div>
  );
}
