import { Tag } from '#design/tag.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { CardRow } from '../../contract/card.ts';
import { words } from '../words.ts';

/** Who sent a card, and when. */
export function CardHead({ card }: { card: CardRow }) {
  const t = useWords(words);
  return (
    <p className="bots-head">
      <span>{card.from}</span> <Tag tone="accent">{t(card.outside ? 'from.outside' : 'from.module')}</Tag>
      <span className="gj-faint">
        <When at={card.changedAt ?? card.at} />
      </span>
    </p>
  );
}
