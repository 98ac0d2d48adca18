import { readSettings } from '#kernel/contract/kernel-operations.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { fileUrl } from '#kernel/web/uploads/file-url.ts';
import { readLinkCard, readLinkPicture } from '../../contract/media.ts';
import { linkCards } from '../../contract/settings.ts';

/** What the page of a message's first link says of itself; nothing where that isn't known. */
export function LinkCard({ conversationId, seq }: { conversationId: string; seq: number }) {
  // Asked once for all messages: where the company wants no cards, no message asks for its own.
  const settings = useRead(readSettings, { names: [linkCards.name] });
  const wanted = settings.data?.values[0]?.value === true;
  const { data } = useRead(readLinkCard, { conversationId, seq }, { when: wanted });
  const card = wanted ? data?.card : undefined;
  if (!card) return null;
  return (
    <a className="msg-link-card" href={card.url} target="_blank" rel="noreferrer">
      {card.picture ? <img src={fileUrl(readLinkPicture, { conversationId, seq })} alt="" loading="lazy" /> : null}
      <span className="msg-link-told">
        <strong dir="auto">{card.title}</strong>
        {card.description ? (
          <span className="gj-second" dir="auto">
            {card.description}
          </span>
        ) : null}
        <span className="gj-faint" dir="auto">
          {card.site ?? new URL(card.url).hostname}
        </span>
      </span>
    </a>
  );
}
