import { useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { TextArea } from '#design/text-area.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { Field } from '#kernel/web/forms/field.tsx';
import { Form } from '#kernel/web/forms/form.tsx';
import { useForm } from '#kernel/web/forms/use-form.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { readMessages } from '../../contract/content.ts';
import type { readConversation } from '../../contract/conversations.ts';
import { clearAnnouncement, postAnnouncement } from '../../contract/group-tools.ts';
import { useGoverning } from '../governing.tsx';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { MessageText } from './message-text.tsx';
import { ReadersList } from './readers-sheet.tsx';

/** The announcement of a group; its leaders post another, take it down, and see who has read it. */
export function AnnouncementSheet(props: { conversation: OutputOf<typeof readConversation>; onClose: () => void }) {
  const t = useWords(words);
  const { conversationId, announcementSeq: seq, may } = props.conversation;
  const leads = may.includes('lead');
  const posts = useGoverning().may('announce') && leads;
  const read = useRead(readMessages, { conversationId, seqs: [seq ?? 1] }, { when: seq !== null });
  const clear = useCommand(clearAnnouncement);
  const [posted, setPosted] = useState(0);
  const row = seq === null ? undefined : read.data?.rows[0];
  const faceOf = usePeople([row?.senderId ?? null]);
  return (
    <Sheet title={t('announcement')} onClose={props.onClose}>
      <Stack gap={4}>
        {row?.body ? (
          <section>
            <div className="msg-head">
              <span dir="auto">{faceOf(row.senderId).name}</span>
              <When at={row.at} />
            </div>
            <MessageText text={String(row.body.text ?? '')} />
            {posts ? (
              <Button kind="quiet" icon="close" busy={clear.running} onPress={() => void clear.run({ conversationId })}>
                {t('announcement.clear')}
              </Button>
            ) : null}
            {clear.failure ? <FailureNote failure={clear.failure} /> : null}
          </section>
        ) : seq === null ? (
          <Empty icon="notifications" title={t('announcement.none')} />
        ) : null}
        {posts ? (
          <PostAnnouncement
            key={posted}
            conversationId={conversationId}
            onDone={() => setPosted((before) => before + 1)}
          />
        ) : null}
        {leads && row ? <ReadersList conversationId={conversationId} seq={row.seq} /> : null}
      </Stack>
    </Sheet>
  );
}

function PostAnnouncement({ conversationId, onDone }: { conversationId: string; onDone: () => void }) {
  const t = useWords(words);
  const form = useForm(postAnnouncement, {
    draft: `messaging.announcement.${conversationId}`,
    initial: { conversationId, clientId: newCommandId() },
    onDone,
  });
  return (
    <Form form={form} send={t('announcement.post')} icon="send">
      <Field form={form} name="text" label={t('announcement.text')}>
        {(control) => <TextArea {...control} rows={4} />}
      </Field>
    </Form>
  );
}
