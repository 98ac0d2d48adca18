import { Card } from '#design/card.tsx';
import { Empty } from '#design/empty.tsx';
import { Page } from '#design/page.tsx';
import { Stack } from '#design/stack.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { MoreRows } from '#kernel/web/calls/more-rows.tsx';
import { useReadPages } from '#kernel/web/calls/use-read-pages.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { listMyCards } from '../../contract/operations.ts';
import { CardBody } from '../parts/card-body.tsx';
import { CardHead } from '../parts/card-head.tsx';
import { words } from '../words.ts';

/** What applications sent to oneself, newest first. */
export function MyCards() {
  const t = useWords(words);
  const list = useReadPages(listMyCards, {});
  return (
    <Page title={t('cards')}>
      <Loaded read={{ ...list, data: list.rows }} shape="rows">
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
              <MoreRows of={list} />
            </Stack>
          )
        }
      </Loaded>
    </Page>
  );
}
