import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Input } from '#design/input.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import { tell } from '#design/toast.tsx';
import { Loaded } from '#kernel/web/calls/loaded.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { Opening } from '#kernel/web/shell/opening.tsx';
import { Part } from '#kernel/web/shell/part.tsx';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { editMessage, listThread, listVersions, readMessages } from '../../contract/content.ts';
import { removeMessage } from '../../contract/group-tools.ts';
import { keepMessage, listKept } from '../../contract/kept.ts';
import { refusedMessage } from '../../contract/parts.ts';
import type { MessageRow } from '../../contract/shapes.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { MessageBody } from './message-body.tsx';

interface OfMessage {
  readonly conversationId: string;
  readonly seq: number;
  readonly onClose: () => void;
}

/** A message in a list beside the conversation. */
function Line({
  row,
  name,
  conversationId,
  onGo,
}: {
  row: MessageRow;
  name: string;
  conversationId: string;
  onGo: () => void;
}) {
  const t = useWords(words);
  return (
    <li className="msg-beside">
      <div className="msg-head">
        <span dir="auto">{name}</span>
        <When at={row.at} />
        <button type="button" className="msg-link" onClick={onGo}>
          {t('go')}
        </button>
      </div>
      {row.body === null ? (
        <span className="gj-faint">{t('quote.gone')}</span>
      ) : (
        <MessageBody
          kind={row.kind}
          body={row.body}
          conversationId={conversationId}
          seq={row.seq}
          unheard={row.heard === false}
        />
      )}
    </li>
  );
}

/** A message with all that was answered to it. */
export function ThreadSheet(
  props: OfMessage & { onGo: (seq: number) => void; onReply: (row: MessageRow) => void; mayReply: boolean },
) {
  const t = useWords(words);
  const { conversationId, seq } = props;
  const read = useRead(listThread, { conversationId, seq, limit: 200 });
  const rows = read.data ? [read.data.root, ...read.data.rows] : [];
  const faceOf = usePeople(rows.map((row) => row.senderId));
  return (
    <Sheet
      title={t('thread')}
      onClose={props.onClose}
      foot={
        props.mayReply && read.data ? (
          <Button kind="primary" icon="reply" onPress={() => read.data && props.onReply(read.data.root)}>
            {t('reply')}
          </Button>
        ) : undefined
      }
    >
      <Loaded read={read} shape="rows">
        {() => (
          <ol>
            {rows.map((row) => (
              <Line
                key={row.seq}
                row={row}
                name={faceOf(row.senderId).name}
                conversationId={conversationId}
                onGo={() => props.onGo(row.seq)}
              />
            ))}
          </ol>
        )}
      </Loaded>
    </Sheet>
  );
}

/** Messages at given places: what is pinned. */
export function PinnedSheet(props: {
  conversationId: string;
  seqs: readonly number[];
  onGo: (seq: number) => void;
  onClose: () => void;
}) {
  const t = useWords(words);
  const { conversationId, seqs } = props;
  const read = useRead(readMessages, { conversationId, seqs: [...seqs] }, { when: seqs.length > 0, keep: true });
  const rows = seqs.flatMap((seq) => read.data?.rows.find((row) => row.seq === seq) ?? []);
  const faceOf = usePeople(rows.map((row) => row.senderId));
  return (
    <Sheet title={t('pinned.list', { count: seqs.length })} onClose={props.onClose}>
      {seqs.length === 0 ? <Empty icon="pin" title={t('pinned.none')} /> : null}
      <ol>
        {rows.map((row) => (
          <Line
            key={row.seq}
            row={row}
            name={faceOf(row.senderId).name}
            conversationId={conversationId}
            onGo={() => props.onGo(row.seq)}
          />
        ))}
      </ol>
    </Sheet>
  );
}

/** Changes one's own text. */
export function EditSheet({
  row,
  conversationId,
  onClose,
}: {
  row: MessageRow;
  conversationId: string;
  onClose: () => void;
}) {
  const t = useWords(words);
  const form = useForm(editMessage, {
    draft: `messaging.edit.${conversationId}.${row.seq}`,
    initial: { conversationId, seq: row.seq, text: String(row.body?.text ?? '') },
    onDone: onClose,
  });
  return (
    <Sheet title={t('edit')} onClose={onClose}>
      <Form form={form} send={t('save')}>
        <Field form={form} name="text" label={t('edit.text')} hint={t('edit.hint')}>
          {(control) => <TextArea {...control} rows={6} />}
        </Field>
      </Form>
      {form.failure ? (
        <Opening
          of={refusedMessage}
          code={form.failure.code}
          facts={form.failure.facts}
          onAgain={() => void form.submit()}
        />
      ) : null}
    </Sheet>
  );
}

/** What a message said before it was edited. */
export function VersionsSheet({ conversationId, seq, onClose }: OfMessage) {
  const t = useWords(words);
  const read = useRead(listVersions, { conversationId, seq });
  return (
    <Sheet title={t('versions')} onClose={onClose}>
      <Loaded read={read} shape="rows">
        {({ rows }) => (
          <ol>
            {rows.map((row) => (
              <li key={row.number} className="msg-beside">
                <div className="msg-head">
                  <When at={row.at} />
                </div>
                <MessageBody kind="text" body={row.body} conversationId={conversationId} seq={seq} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Sheet>
  );
}

/** A leader takes a message away and says why. */
export function RemoveSheet({ conversationId, seq, onClose }: OfMessage) {
  const t = useWords(words);
  const form = useForm(removeMessage, { initial: { conversationId, seq }, onDone: onClose });
  return (
    <Sheet title={t('remove.message')} onClose={onClose}>
      <Form form={form} send={t('remove.message')} icon="trash">
        <Field form={form} name="reason" label={t('reason')} hint={t('remove.hint')}>
          {(control) => <Input {...control} most={200} />}
        </Field>
      </Form>
    </Sheet>
  );
}

/** Sends somebody's card. */
export function ContactSheet({ onSend, onClose }: { onSend: (personId: string) => void; onClose: () => void }) {
  const t = useWords(words);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [personId] = chosen;
  return (
    <Sheet
      title={t('contact.send')}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          icon="send"
          disabled={personId === undefined}
          onPress={() => {
            if (personId === undefined) return;
            onSend(personId);
            onClose();
            tell(t('contact.sent'));
          }}
        >
          {t('send')}
        </Button>
      }
    >
      <Stack gap={4}>
        <label htmlFor="contact">{t('contact.who')}</label>
        <Part of={personPicker} id="contact" most={1} value={chosen} onChange={(value) => setChosen(value ?? [])} />
      </Stack>
    </Sheet>
  );
}

/** Saves a message for oneself, under a category if one likes. */
export function SaveSheet({ conversationId, seq, onClose }: OfMessage) {
  const t = useWords(words);
  const form = useForm(keepMessage, {
    initial: { conversationId, seq, kept: 'saved' },
    onDone: () => {
      tell(t('saved'));
      onClose();
    },
  });
  const known = useRead(listKept, { shown: 'saved', limit: 1 }).data?.categories ?? [];
  return (
    <Sheet title={t('save.message')} onClose={onClose}>
      <Form form={form} send={t('save.message')} icon="star">
        <Field form={form} name="category" label={t('category')} hint={t('category.hint')}>
          {(control) => <Input {...control} most={20} />}
        </Field>
        <div className="gj-actions">
          {known.slice(0, 20).map((category) => (
            <Button key={category} onPress={() => form.set('category', category)}>
              {category}
            </Button>
          ))}
        </div>
      </Form>
    </Sheet>
  );
}
