import { memo, type ReactNode } from 'react';
import { Avatar } from '#design/avatar.tsx';
import { Button } from '#design/button.tsx';
import { useWords } from '#kernel/web/use-words.ts';
import type { MessageRow } from '../../contract/shapes.ts';
import type { Face } from '../use-people.ts';
import { words } from '../words.ts';
import { MessageText } from './message-text.tsx';

/** One message: who (where it isn't clear), when, what, and below one's own who has read it. */
export const MessageItem = memo(function MessageItem(props: {
  row: MessageRow;
  own: boolean;
  /** The first of several of the same sender. */
  opens: boolean;
  sender: Face;
  time: string;
  exact: string;
  /** Others who haven't read one's own message; undefined where that isn't told. */
  unreadBy: number | undefined;
  direct: boolean;
  onReaders: (seq: number) => void;
  onRecall: ((seq: number) => void) | undefined;
  onReedit: ((seq: number) => void) | undefined;
}) {
  const t = useWords(words);
  const { row, own, sender, unreadBy } = props;
  if (row.body === null) {
    return (
      <div className="msg-note">
        {own ? t('recalled.own') : t('recalled', { name: sender.name })}
        {props.onReedit ? (
          <Button kind="quiet" onPress={() => props.onReedit?.(row.seq)}>
            {t('reedit')}
          </Button>
        ) : null}
      </div>
    );
  }
  const text = row.kind === 'text' && typeof row.body.text === 'string' ? row.body.text : t('otherKind');
  let read: ReactNode = null;
  if (own && unreadBy !== undefined) {
    if (props.direct) read = <span>{unreadBy === 0 ? t('read.direct') : t('unread.direct')}</span>;
    else if ((row.audience ?? 0) > 0)
      read = (
        <button type="button" className="msg-link" onClick={() => props.onReaders(row.seq)}>
          {unreadBy === 0 ? t('read.all') : t('unread.some', { count: unreadBy })}
        </button>
      );
  }
  return (
    <div className="msg-item" data-own={own || undefined} data-opens={props.opens || undefined}>
      {own ? null : props.opens ? (
        <Avatar name={sender.name} photo={sender.photo} size={32} />
      ) : (
        <span className="msg-no-face" />
      )}
      <div className="msg-body">
        {props.opens ? (
          <div className="msg-head">
            {own ? <span className="gj-unseen">{t('you', { text: '' })}</span> : <span dir="auto">{sender.name}</span>}
            <time dateTime={row.at} title={props.exact}>
              {props.time}
            </time>
          </div>
        ) : null}
        <div className="msg-bubble" title={props.exact}>
          <MessageText text={text} />
        </div>
        {own ? (
          <div className="msg-foot">
            {props.onRecall ? (
              <button type="button" className="msg-link msg-tool" onClick={() => props.onRecall?.(row.seq)}>
                {t('recall')}
              </button>
            ) : null}
            {read}
          </div>
        ) : null}
      </div>
    </div>
  );
});
