import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Checkbox } from '#design/checkbox.tsx';
import { Input } from '#design/input.tsx';
import { RadioGroup } from '#design/radio-group.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { forwardMessages } from '../../contract/content.ts';
import { listConversations } from '../../contract/conversations.ts';
import { refusedMessage } from '../../contract/parts.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';

/** Forwards chosen messages to conversations and colleagues. */
export function ForwardSheet(props: {
  conversationId: string;
  seqs: readonly number[];
  onDone: () => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const [how, setHow] = useState<'each' | 'merged'>('each');
  const [toConversationIds, setConversations] = useState<readonly string[]>([]);
  const [toPersonIds, setPeople] = useState<readonly string[]>([]);
  const [comment, setComment] = useState('');
  const forward = useCommand(forwardMessages);
  const list = useRead(listConversations, { limit: 30 });
  const rows = list.data?.rows ?? [];
  const faceOf = usePeople(rows.map((row) => row.otherId));
  const several = props.seqs.length > 1;
  const send = async () => {
    const sent = await forward.run({
      conversationId: props.conversationId,
      seqs: [...props.seqs],
      how: several ? how : 'each',
      toConversationIds: [...toConversationIds],
      toPersonIds: [...toPersonIds],
      ...(comment.trim() === '' ? {} : { comment }),
    });
    if (!sent) return;
    tell(t('forwarded'));
    props.onDone();
  };
  return (
    <Sheet
      title={t('forward.count', { count: props.seqs.length })}
      onClose={props.onClose}
      foot={
        <Button
          kind="primary"
          icon="forward"
          busy={forward.running}
          disabled={toConversationIds.length + toPersonIds.length === 0}
          onPress={() => void send()}
        >
          {t('forward')}
        </Button>
      }
    >
      <Stack gap={4}>
        {forward.failure ? (
          <>
            <FailureNote failure={forward.failure} />
            <Opening
              of={refusedMessage}
              code={forward.failure.code}
              facts={forward.failure.facts}
              onAgain={() => void send()}
            />
          </>
        ) : null}
        {several ? (
          <RadioGroup
            value={how}
            onChange={(value) => setHow(value ?? 'each')}
            label={t('forward')}
            choices={[
              { value: 'each', label: t('forward.each') },
              { value: 'merged', label: t('forward.merged') },
            ]}
          />
        ) : null}
        <div>
          <label htmlFor="forward-people">{t('forward.people')}</label>
          <Part
            of={personPicker}
            id="forward-people"
            most={20}
            value={toPersonIds}
            onChange={(value) => setPeople(value ?? [])}
          />
        </div>
        <div>
          <label htmlFor="forward-comment">{t('forward.comment')}</label>
          <Input id="forward-comment" value={comment} onChange={(value) => setComment(value ?? '')} most={1000} />
        </div>
        <fieldset className="msg-choices">
          <legend>{t('conversations')}</legend>
          {rows.map((row) => (
            <Checkbox
              key={row.conversationId}
              value={toConversationIds.includes(row.conversationId)}
              disabled={!toConversationIds.includes(row.conversationId) && toConversationIds.length >= 20}
              onChange={(on) =>
                setConversations((before) =>
                  on ? [...before, row.conversationId] : before.filter((one) => one !== row.conversationId),
                )
              }
            >
              <span dir="auto">{row.name ?? faceOf(row.otherId).name}</span>
            </Checkbox>
          ))}
        </fieldset>
      </Stack>
    </Sheet>
  );
}
