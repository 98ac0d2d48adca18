import { Card } from '#design/card.tsx';
import { Page } from '#design/page.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import type { ScreenProps } from '#kernel/web/shell/module-web.ts';
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
