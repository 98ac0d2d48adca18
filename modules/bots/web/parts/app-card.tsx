import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import type { MessageCardProps } from '#modules/messaging/contract/parts.ts';
import { appCardBody } from '../../contract/card.ts';
import { readCard } from '../../contract/operations.ts';
import { CardBody } from './card-body.tsx';

/** A card in a conversation: read as the viewer, so that it is the same for all, and changes for all. */
export function AppCard({ body }: MessageCardProps) {
  const cardId = appCardBody.safeParse(body).data?.cardId;
  const read = useRead(readCard, { cardId: cardId ?? '' }, { when: cardId !== undefined });
  return (
    <Loaded read={read} shape="text">
      {(card) => <CardBody card={card} />}
    </Loaded>
  );
}
