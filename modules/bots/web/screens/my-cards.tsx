import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { LoadMore } from '#design/load-more.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import { useReadPages } from '#kernel/web/use-read-pages.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { listMyCards } from '../../contract/operations.ts';
import { CardBody } from '../parts/card-body.tsx';
import { CardHead } from '../parts/card-head.tsx';
import { words } from '../words.ts';

/** What applications sent to oneself, newest first. */
export function MyCards() {
  const t = useWords(words);
  const { rows, failure, loading, readAgain, hasMore, loadingMore, more } = useReadPages(listMyCards, {});
  return (
    <Page title={t('cards')}>
      <Loaded read={{ data: rows, failure, loading, readAgain }} shape="rows">
        {(found) =>
          found.length === 0 ? (
            <Empty icon="list" title={t('cards.none')}>
              {t('cards.none.body')}
            </Empty>
          ) : (
            <Stack gap={4}>
              {found.map((card) => (
                <Card key={card.cardId}>
                  <CardHead card={card} />
                  <CardBody card={card} />
                </Card>
              ))}
              {hasMore ? <LoadMore busy={loadingMore} onPress={more} /> : null}
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}
