import { Button } from '#design/button.tsx';
import { Tag } from '#design/tag.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import type { CardRow } from '../../contract/card.ts';
import { pressButton } from '../../contract/operations.ts';
import { words } from '../words.ts';
import { OutsideLink } from './outside-link.tsx';
import '../bots.css';

const kinds = { primary: 'primary', plain: 'usual', danger: 'danger' } as const;

/** What stands on a card, its buttons as long as nobody pressed one, and then who did. */
export function CardBody({ card }: { card: CardRow }) {
  const t = useWords(words);
  const press = useCommand(pressButton);
  const { cardId, content, pressed } = card;
  return (
    <div className="bots-card">
      <strong dir="auto">{content.title}</strong>
      {content.text ? <div className="bots-text">{content.text}</div> : null}
      {content.facts.length > 0 ? (
        <dl>
          {content.facts.map((fact) => (
            <div key={`${fact.name} ${fact.value}`}>
              <dt>{fact.name}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {content.link ? <OutsideLink url={content.link}>{t('card.more')}</OutsideLink> : null}
      {pressed ? (
        <p className="bots-pressed" role="status">
          <Tag tone="pass">{pressed.label}</Tag> {pressed.by.name} · <When at={pressed.at} />
          {pressed.outside ? (
            <span className="gj-faint"> · {t(`outside.${pressed.outside}`, { name: card.from })}</span>
          ) : null}
        </p>
      ) : content.buttons.length > 0 ? (
        <>
          <div className="gj-actions">
            {content.buttons.map(({ button, label, tone }) => (
              <Button
                key={button}
                kind={kinds[tone]}
                busy={press.running}
                onPress={() => void press.run({ cardId, button })}
              >
                {label}
              </Button>
            ))}
          </div>
          <p className="gj-faint">{t(card.outside ? 'card.once.outside' : 'card.once', { name: card.from })}</p>
        </>
      ) : null}
      {press.failure ? <FailureNote failure={press.failure} /> : null}
    </div>
  );
}
