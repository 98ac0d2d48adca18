import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '#design/button.tsx';
import { Input } from '#design/input.tsx';
import { Question } from '#design/question.tsx';
import { Sheet } from '#design/sheet.tsx';
import { Stack } from '#design/stack.tsx';
import { tell } from '#design/toast.tsx';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { FailureNote } from '#kernel/web/failure-note.tsx';
import { Field } from '#kernel/web/field.tsx';
import { Form } from '#kernel/web/form.tsx';
import { Part } from '#kernel/web/part.tsx';
import { useCommand } from '#kernel/web/use-command.ts';
import { useForm } from '#kernel/web/use-form.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { personPicker } from '#modules/directory/contract/parts.ts';
import { addMembers, leaveGroup, type readConversation, renameGroup } from '../../contract/conversations.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { PersonLine } from './person-line.tsx';

type Conversation = OutputOf<typeof readConversation>;

/** The members of a group, with what may be done to it. */
export function MembersSheet({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const t = useWords(words);
  const faceOf = usePeople(conversation.memberIds);
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const leave = useCommand(leaveGroup);
  const { conversationId, may, memberIds, name } = conversation;
  const rank = (personId: string) => (personId === conversation.ownerId ? 0 : 1);
  const inOrder = memberIds.toSorted(
    (one, other) => rank(one) - rank(other) || faceOf(one).name.localeCompare(faceOf(other).name, 'zh-CN'),
  );
  return (
    <Sheet
      title={t('members', { count: memberIds.length })}
      onClose={onClose}
      foot={
        may.includes('leave') ? (
          <Button kind="danger" onPress={() => setAsking(true)}>
            {t('leave')}
          </Button>
        ) : undefined
      }
    >
      <Stack gap={4}>
        {may.includes('addMembers') ? <AddMembers conversation={conversation} /> : null}
        {may.includes('rename') ? <Rename key={name} conversation={conversation} /> : null}
        <ul>
          {inOrder.map((personId) => (
            <li key={personId}>
              <PersonLine
                face={faceOf(personId)}
                deciding={personId === conversation.ownerId ? t('owner') : undefined}
              />
            </li>
          ))}
        </ul>
      </Stack>
      <Question
        open={asking}
        title={t('leave.ask', { name: name ?? '' })}
        yes={t('leave')}
        no={t('stay')}
        danger
        busy={leave.running}
        onNo={() => setAsking(false)}
        onYes={async () => {
          if (await leave.run({ conversationId })) go('/messages', { replace: true });
        }}
      >
        {t('leave.body')}
        {leave.failure ? <FailureNote failure={leave.failure} /> : null}
      </Question>
    </Sheet>
  );
}

function AddMembers({ conversation }: { conversation: Conversation }) {
  const t = useWords(words);
  const form = useForm(addMembers, {
    initial: { conversationId: conversation.conversationId },
    onDone: ({ addedIds }) => {
      form.startAfresh();
      tell(t('add.done', { count: addedIds.length }));
    },
  });
  return (
    <Form form={form} send={t('add')} icon="plus">
      <Field form={form} name="personIds" label={t('add')} hint={t('add.hint')}>
        {(control) => <Part of={personPicker} {...control} without={conversation.memberIds} />}
      </Field>
    </Form>
  );
}

function Rename({ conversation }: { conversation: Conversation }) {
  const t = useWords(words);
  const form = useForm(renameGroup, {
    initial: { conversationId: conversation.conversationId, name: conversation.name ?? '' },
    onDone: () => {},
  });
  return (
    <Form form={form} send={t('save')}>
      <Field form={form} name="name" label={t('rename')}>
        {(control) => <Input {...control} most={50} />}
      </Field>
    </Form>
  );
}
