import { Button } from '#design/button.tsx';
import { Icon } from '#design/icon.tsx';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { type ChangedSaying, refusedMessage } from '../../contract/parts.ts';
import type { Outgoing } from '../outbox.ts';
import { type Said, textOf } from '../said.ts';
import { words } from '../words.ts';
import { MessageBody } from './message-body.tsx';

function bodyOf(said: Said): Record<string, unknown> {
  const { kind: _, ...body } = said.content ?? { kind: 'text', text: said.text };
  return body;
}

/** A message that the server hasn't taken yet, with what is known of it. */
export function OutgoingItem(props: {
  entry: Outgoing;
  onRetry: (changed?: ChangedSaying) => void;
  onTakeBack: () => void;
}) {
  const t = useWords(words);
  const { entry } = props;
  const told = {
    waiting: t('state.waiting'),
    sending: t('state.sending'),
    failed: t('state.failed', { why: entry.why ?? '' }),
    sent: '',
  }[entry.state];
  return (
    <div className="msg-item" data-own data-opens data-state={entry.state}>
      <div className="msg-body">
        <div className="msg-bubble">
          <MessageBody kind={entry.said.content?.kind ?? 'text'} body={bodyOf(entry.said)} conversationId="" seq={0} />
        </div>
        <div className="msg-foot" role={entry.state === 'failed' ? 'alert' : undefined}>
          {told ? (
            <span>
              <Icon name={entry.state === 'failed' ? 'alert' : 'clock'} size={14} /> {told}
            </span>
          ) : null}
          {entry.state === 'failed' || entry.state === 'waiting' ? (
            <>
              <Button kind="quiet" icon="refresh" onPress={() => props.onRetry()}>
                {t('retry')}
              </Button>
              {entry.state === 'failed' ? (
                <Button kind="quiet" icon="edit" onPress={props.onTakeBack}>
                  {t('takeBack')}
                </Button>
              ) : null}
            </>
          ) : null}
        </div>
        {entry.state === 'failed' && entry.refusal ? (
          <Opening
            of={refusedMessage}
            {...entry.refusal}
            text={textOf(entry.said)}
            fileIds={entry.said.content?.kind === 'file' ? entry.said.content.fileIds : []}
            onAgain={props.onRetry}
          />
        ) : null}
      </div>
    </div>
  );
}
