import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { tell } from '#design/toast.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { useSignal } from '#kernel/web/signals.ts';
import { useCommand } from '#kernel/web/use-command.ts';
import { useWords } from '#kernel/web/use-words.ts';
import { muteConversation, pinConversation, type readConversation } from '../../contract/conversations.ts';
import { recallMessage, typingSignal } from '../../contract/messages.ts';
import { type Outgoing, useOutbox } from '../outbox.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { Composer, type ComposerHandle } from './composer.tsx';
import { MembersSheet } from './members-sheet.tsx';
import { MessageStream } from './message-stream.tsx';
import { ReadersSheet } from './readers-sheet.tsx';

/** How long somebody counts as typing after they were heard, in ms. */
const typingLasts = 5_000;

/** A conversation: its head, the messages, where one types, and what stands beside it (`?beside=`). */
export function ChatView({ conversation }: { conversation: OutputOf<typeof readConversation> }) {
  const t = useWords(words);
  const phone = useIsPhone();
  const [path, go] = useLocation();
  const beside = new URLSearchParams(useSearch()).get('beside');
  const show = (what: string | undefined) =>
    go(what ? `${path}?beside=${what}` : path, { replace: what === undefined });
  const { conversationId, personId, otherId, may, kind } = conversation;
  const faceOf = usePeople([otherId, ...(kind === 'direct' ? [] : conversation.memberIds.slice(0, 499))]);
  const { entries, outbox } = useOutbox(personId);
  const composer = useRef<ComposerHandle>(null);
  const [pin, mute, recall] = [useCommand(pinConversation), useCommand(muteConversation), useCommand(recallMessage)];
  const typing = useTyping(conversationId, personId, conversation.lastSeq);
  const failure = pin.failure ?? mute.failure ?? recall.failure;
  useEffect(() => {
    if (failure) tell(failure.message);
  }, [failure]);

  // What has been sent is forgotten here when the conversation holds it.
  const outgoing = entries.filter((entry) => entry.conversationId === conversationId);
  const [settled, setSettled] = useState(0);
  useEffect(() => {
    const held = outgoing.filter((entry) => entry.seq !== undefined && entry.seq <= settled);
    if (held.length > 0) outbox?.drop(held.map((entry) => entry.clientId));
  });

  const takeBack = (entry: Outgoing) => {
    outbox?.drop([entry.clientId]);
    composer.current?.put(entry.text);
  };
  const title = conversation.name ?? faceOf(otherId).name;
  return (
    <div className="msg-chat">
      <header className="msg-chat-head">
        <div className="msg-chat-title">
          <h1 tabIndex={-1} dir="auto">
            {title}
          </h1>
          <div className="gj-faint" role="status">
            {typing.length > 0 ? t('typing', { names: typing.map((id) => faceOf(id).name) }) : null}
          </div>
        </div>
        <div className="gj-actions">
          {kind === 'group' ? (
            <Button kind="quiet" icon="people" onPress={() => show(beside === 'members' ? undefined : 'members')}>
              {phone ? String(conversation.memberIds.length) : t('members', { count: conversation.memberIds.length })}
            </Button>
          ) : null}
          <MenuButton
            label={t('more')}
            choices={[
              {
                key: 'pin',
                icon: 'pin',
                label: conversation.pinned ? t('unpin') : t('pin'),
                onPress: () => void pin.run({ conversationId, pinned: !conversation.pinned }),
              },
              {
                key: 'mute',
                label: conversation.muted ? t('unmute') : t('mute'),
                onPress: () => void mute.run({ conversationId, muted: !conversation.muted }),
              },
            ]}
          />
        </div>
      </header>
      <MessageStream
        conversation={conversation}
        outgoing={outgoing}
        onRetry={(entry) => outbox?.retry(entry.clientId)}
        onTakeBack={takeBack}
        onReaders={(seq) => show(`readers-${seq}`)}
        onRecall={async (seq) => (await recall.run({ conversationId, seq })) !== undefined}
        onReedit={(text) => composer.current?.put(text)}
        onHeld={setSettled}
      />
      {may.includes('send') ? (
        <Composer
          key={conversationId}
          conversationId={conversationId}
          ref={composer}
          autoFocus={!phone}
          onSend={(text) => outbox?.add(conversationId, text)}
        />
      ) : (
        <Note tone="warn" title={t('closed')} />
      )}
      {beside === 'members' && kind === 'group' ? (
        <MembersSheet conversation={conversation} onClose={() => show(undefined)} />
      ) : null}
      {beside?.startsWith('readers-') ? (
        <ReadersSheet
          key={beside}
          conversationId={conversationId}
          seq={Number(beside.slice('readers-'.length))}
          onClose={() => show(undefined)}
        />
      ) : null}
    </div>
  );
}

/** Who else is typing here now. With a new message it is over until somebody is heard again. */
function useTyping(conversationId: string, ownId: string, lastSeq: number): readonly string[] {
  const [heard, setHeard] = useState<readonly { personId: string; until: number }[]>([]);
  useSignal(typingSignal, (facts) => {
    const told = facts as { conversationId: string; personId: string };
    if (told.conversationId !== conversationId || told.personId === ownId) return;
    const until = performance.now() + typingLasts;
    setHeard((before) => [
      ...before.filter((one) => one.personId !== told.personId),
      { personId: told.personId, until },
    ]);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message came
  useEffect(() => setHeard([]), [lastSeq]);
  useEffect(() => {
    if (heard.length === 0) return;
    const next = Math.min(...heard.map((one) => one.until)) - performance.now();
    const timer = setTimeout(
      () => setHeard((before) => before.filter((one) => one.until > performance.now())),
      Math.max(next, 0) + 20,
    );
    return () => clearTimeout(timer);
  }, [heard]);
  return heard.map((one) => one.personId);
}
