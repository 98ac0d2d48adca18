import { memo, type ReactNode, useRef, useState } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Icon } from '#design/icon.tsx';
import { MenuButton, type MenuChoice } from '#design/menu-button.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import type { useFormat } from '#kernel/web/language/use-format.ts';
import { type Translate, useWords } from '#kernel/web/language/use-words.ts';
import { labelOf } from '../../contract/labels/label.ts';
import type { MessageRow } from '../../contract/shapes.ts';
import { quickReactions } from '../emoji.ts';
import { useGoverning } from '../governing.tsx';
import { kindLine } from '../kind-line.ts';
import { LabelTag } from '../labels/label-tag.tsx';
import type { Face } from '../use-people.ts';
import { words } from '../words.ts';
import { AskedLine } from './answers-part.tsx';
import { ApplicationPicture } from './application-picture.tsx';
import { MessageBody } from './message-body.tsx';

/** What can be done with a message; `to` names the emoji of a reaction. */
export type MessageAct =
  | {
      readonly does:
        | 'reply'
        | 'forward'
        | 'select'
        | 'edit'
        | 'recall'
        | 'reedit'
        | 'remove'
        | 'readers'
        | 'answers'
        | 'consent'
        | 'versions'
        | 'save'
        | 'label'
        | 'later';
    }
  | { readonly does: 'thread' | 'jump'; readonly to: number }
  | { readonly does: 'pin'; readonly on: boolean }
  | { readonly does: 'react'; readonly emoji: string; readonly on: boolean };

/** What the reader may do here, beside what they may do with their own. */
export interface Offers {
  readonly send: boolean;
  readonly lead: boolean;
  readonly pin: boolean;
  readonly forward: boolean;
  /** What others said is forwarded with their consent only. */
  readonly consent: boolean;
  readonly react: boolean;
  readonly edit: boolean;
}

/** What a message answers, as far as it is known. */
export interface Quoted {
  readonly seq: number;
  readonly name: string;
  readonly kind: string;
  readonly text: string;
  readonly gone: boolean;
}

/** One message: who (where it isn't clear), when, what, what it answers, and what others made of it. */
export const MessageItem = memo(function MessageItem(props: {
  row: MessageRow;
  own: boolean;
  ownId: string;
  /** The first of several of the same sender. */
  opens: boolean;
  sender: Face;
  removedBy: string | undefined;
  format: ReturnType<typeof useFormat>;
  /** Others who haven't read one's own message; undefined where that isn't told. */
  unreadBy: number | undefined;
  direct: boolean;
  /** In a conversation with an application: whose picture stands beside what it says. */
  applicationId: string | undefined;
  conversationId: string;
  quote: Quoted | undefined;
  offers: Offers;
  pinned: boolean;
  /** Young enough to be recalled or edited, and one's own. */
  fresh: boolean;
  reeditable: boolean;
  /** undefined: nothing is being selected. */
  selected: boolean | undefined;
  onAct: (act: MessageAct, row: MessageRow) => void;
}) {
  const t = useWords(words);
  const { onMessage } = useGoverning();
  const [reacting, setReacting] = useState(false);
  const tool = useRef<HTMLSpanElement>(null);
  const endReacting = () => {
    setReacting(false);
    tool.current?.querySelector('button')?.focus();
  };
  const { row, own, sender, unreadBy, offers, format } = props;
  const act = (what: MessageAct) => props.onAct(what, row);
  if (row.body === null) {
    return (
      <div className="msg-note">
        {row.removed
          ? t('removed.why', { name: props.removedBy ?? t('system'), reason: row.removed.reason })
          : own
            ? t('recalled.own')
            : t('recalled', { name: sender.name })}
        {props.reeditable ? (
          <Button kind="quiet" onPress={() => act({ does: 'reedit' })}>
            {t('reedit')}
          </Button>
        ) : null}
      </div>
    );
  }
  const text = typeof row.body.text === 'string' ? row.body.text : '';
  const isText = row.kind === 'text' || row.kind === 'announcement';
  const asksConsent = !own && row.senderId !== null && (offers.consent || row.body.askForward === true);
  const { answerBy } = row.body;
  const choices: MenuChoice[] = [];
  const offer = (when: boolean, choice: MenuChoice) => {
    if (when) choices.push(choice);
  };
  offer(offers.send, { key: 'reply', icon: 'reply', label: t('reply'), onPress: () => act({ does: 'reply' }) });
  offer(offers.react, { key: 'react', icon: 'check', label: t('react'), onPress: () => setReacting(true) });
  offer(offers.forward && !row.noForward, {
    key: 'forward',
    icon: 'forward',
    label: t('forward'),
    onPress: () => act({ does: 'forward' }),
  });
  offer(offers.forward && !row.noForward && asksConsent, {
    key: 'consent',
    icon: 'send',
    label: t('consent.ask'),
    onPress: () => act({ does: 'consent' }),
  });
  offer(text !== '', {
    key: 'copy',
    icon: 'copy',
    label: t('copy'),
    onPress: () => {
      navigator.clipboard?.writeText(text).then(
        () => tell(t('copied')),
        () => tell(t('copy.failed')),
      );
    },
  });
  offer(offers.forward, { key: 'select', icon: 'todo', label: t('select'), onPress: () => act({ does: 'select' }) });
  choices.push(
    { key: 'save', icon: 'star', label: t('save.message'), onPress: () => act({ does: 'save' }) },
    { key: 'later', icon: 'clock', label: t('later'), onPress: () => act({ does: 'later' }) },
    { key: 'label', icon: 'lock', label: t('label'), onPress: () => act({ does: 'label' }) },
  );
  offer(offers.pin, {
    key: 'pin',
    icon: 'pin',
    label: props.pinned ? t('unpin.message') : t('pin.message'),
    onPress: () => act({ does: 'pin', on: !props.pinned }),
  });
  offer(own && props.fresh && isText && offers.edit, {
    key: 'edit',
    icon: 'edit',
    label: t('edit'),
    onPress: () => act({ does: 'edit' }),
  });
  offer(row.editedAt !== null, {
    key: 'versions',
    icon: 'clock',
    label: t('versions'),
    onPress: () => act({ does: 'versions' }),
  });
  offer(own && props.fresh, {
    key: 'recall',
    icon: 'undo',
    label: t('recall'),
    onPress: () => act({ does: 'recall' }),
  });
  offer(offers.lead, {
    key: 'remove',
    icon: 'trash',
    danger: true,
    label: t('remove.message'),
    onPress: () => act({ does: 'remove' }),
  });
  if (!own) choices.push(...onMessage(row.seq));

  const exact = format.exact(row.at);
  let read: ReactNode = null;
  if (own && unreadBy !== undefined) {
    if (props.direct) read = <span>{unreadBy === 0 ? t('read.direct') : t('unread.direct')}</span>;
    else if ((row.audience ?? 0) > 0)
      read = (
        <button type="button" className="msg-link" onClick={() => act({ does: 'readers' })}>
          {unreadBy === 0 ? t('read.all') : t('unread.some', { count: unreadBy })}
        </button>
      );
  }
  const notes = [
    row.editedAt === null ? '' : t('edited'),
    row.body.forwarded === true ? forwardedMark(t, row.body.forwardedFrom) : '',
    row.noForward ? t('noForward.mark') : '',
    row.body.askForward === true ? t('consent.mark') : '',
    props.pinned ? t('pinned') : '',
  ].filter(Boolean);
  const { quote } = props;
  return (
    <div
      className="msg-item"
      data-own={own || undefined}
      data-opens={props.opens || undefined}
      data-selecting={props.selected !== undefined || undefined}
    >
      {props.selected === undefined ? null : (
        <Checkbox value={props.selected} onChange={() => act({ does: 'select' })}>
          <span className="gj-unseen">{t('select')}</span>
        </Checkbox>
      )}
      {own ? null : props.opens ? (
        props.applicationId && row.senderId === null ? (
          <ApplicationPicture applicationId={props.applicationId} name={sender.ownName} size={32} />
        ) : (
          <Avatar name={sender.ownName} photo={sender.photo} size={32} />
        )
      ) : (
        <span className="msg-no-face" />
      )}
      <div className="msg-body">
        {props.opens ? (
          <div className="msg-head">
            {own ? <span className="gj-unseen">{t('you', { text: '' })}</span> : <span dir="auto">{sender.name}</span>}
            {sender.isProgram ? <Tag tone="accent">{t(isApplication(row) ? 'application' : 'program')}</Tag> : null}
            <time dateTime={row.at} title={exact}>
              {format.time(row.at)}
            </time>
          </div>
        ) : null}
        <div className="msg-line">
          <div className="msg-bubble" data-kind={row.kind} title={exact}>
            {quote ? (
              <button type="button" className="msg-quote" onClick={() => act({ does: 'jump', to: quote.seq })}>
                <span className="gj-unseen">{t('reply.to')}</span>
                {quote.gone ? t('quote.gone') : `${quote.name}：${kindLine(t, quote.kind)}${quote.text}`}
              </button>
            ) : null}
            <LabelTag label={labelOf(row.body)} />
            {row.body.urgent === true ? (
              <div className="msg-kind msg-urgent">
                <Icon name="urgent" size={14} /> {t('urgent.mark')}
              </div>
            ) : null}
            <MessageBody
              kind={row.kind}
              body={row.body}
              conversationId={props.conversationId}
              seq={row.seq}
              unheard={row.heard === false}
            />
            {typeof answerBy === 'string' ? (
              <AskedLine
                conversationId={props.conversationId}
                seq={row.seq}
                deadline={answerBy}
                own={own}
                onLook={() => act({ does: 'answers' })}
                onReply={offers.send ? () => act({ does: 'reply' }) : undefined}
              />
            ) : null}
          </div>
          {choices.length > 0 && props.selected === undefined ? (
            <span className="msg-tool" ref={tool}>
              <MenuButton label={t('message.more')} choices={choices} />
            </span>
          ) : null}
        </div>
        {reacting ? (
          <fieldset
            className="msg-emoji-row"
            aria-label={t('react')}
            onKeyDown={(event) => {
              if (event.key === 'Escape') endReacting();
            }}
          >
            {quickReactions.map((emoji, at) => (
              <button
                key={emoji}
                type="button"
                // biome-ignore lint/a11y/noAutofocus: it was opened by the one who now chooses
                autoFocus={at === 0}
                onClick={() => {
                  endReacting();
                  act({ does: 'react', emoji, on: true });
                }}
              >
                {emoji}
              </button>
            ))}
            <button type="button" aria-label={t('cancel')} onClick={endReacting}>
              ×
            </button>
          </fieldset>
        ) : null}
        {row.reactions.length > 0 ? (
          <ul className="msg-reactions" aria-label={t('reactions')}>
            {row.reactions.map(({ emoji, personIds }) => {
              const mine = personIds.includes(props.ownId);
              return (
                <li key={emoji}>
                  <button
                    type="button"
                    aria-pressed={mine}
                    disabled={!offers.react}
                    aria-label={t('reaction.count', { emoji, count: personIds.length })}
                    onClick={() => act({ does: 'react', emoji, on: !mine })}
                  >
                    {emoji} {personIds.length}
                  </button>
                </li>
              );
            })}
          </ul>
        ) : null}
        {own || notes.length > 0 || row.replies > 0 || row.threadSeq !== null ? (
          <div className="msg-foot">
            {notes.map((note) => (
              <span key={note}>{note}</span>
            ))}
            {row.replies > 0 || row.threadSeq !== null ? (
              <button
                type="button"
                className="msg-link"
                onClick={() => act({ does: 'thread', to: row.threadSeq ?? row.seq })}
              >
                {row.replies > 0 ? t('replies', { count: row.replies }) : t('thread')}
              </button>
            ) : null}
            {read}
          </div>
        ) : null}
      </div>
    </div>
  );
});

/** A card that acts, or what an application says; a bot of a group says the rest. */
const isApplication = ({ kind, body }: MessageRow): boolean =>
  kind === 'appCard' || typeof body?.applicationId === 'string';

const forwardedMark = (t: Translate<'forwarded.mark' | 'forwarded.from'>, from: unknown): string =>
  typeof from === 'string' ? t('forwarded.from', { name: from }) : t('forwarded.mark');
