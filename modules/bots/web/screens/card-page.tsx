import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/loaded.tsx';
import type { ScreenProps } from '#kernel/web/module-web.ts';
import { useRead } from '#kernel/web/use-read.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { readCard } from '../../contract/operations.ts';
import { CardBody } from '../parts/card-body.tsx';
import { CardHead } from '../parts/card-head.tsx';
import { words } from '../words.ts';

/** One card, as its notice opens it. */
export function CardPage({ params }: ScreenProps) {
  const t = useWords(words);
  return (
    <Page title={t('card')}>
      <Loaded read={useRead(readCard, { cardId: params.cardId ?? '' })} shape="page">
        {(card) => (
          <Card>
            <CardHead card={card} />
            <CardBody card={card} />
          </Card>
        )}
      </Loaded>
    </Page>
  );
}
