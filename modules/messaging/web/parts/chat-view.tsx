import { useEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Button } from '#design/button.tsx';
import { Icon } from '#design/icon.tsx';
import { MenuButton } from '#design/menu-button.tsx';
import { Note } from '#design/note.tsx';
import { Tag } from '#design/tag.tsx';
import { tell } from '#design/toast.tsx';
import { useIsPhone } from '#design/use-is-phone.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { newCommandId } from '#kernel/web/calls/command-id.ts';
import { useCommand } from '#kernel/web/calls/use-command.ts';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { When } from '#kernel/web/language/when.tsx';
import { PresenceLine } from '#kernel/web/push/presence-mark.tsx';
import { useSignal } from '#kernel/web/push/signals.ts';
import { pinMessage, reactToMessage, readMessages } from '../../contract/content.ts';
import { muteConversation, pinConversation, type readConversation } from '../../contract/conversations.ts';
import { keepMessage, markUnread } from '../../contract/kept.ts';
import { markRead, recallMessage, typingSignal } from '../../contract/messages.ts';
import { scheduleMessage } from '../../contract/scheduled.ts';
import type { MessageRow } from '../../contract/shapes.ts';
import { useGoverning } from '../governing.tsx';
import { kindLine } from '../kind-line.ts';
import { LabelSheet } from '../labels/label-sheet.tsx';
import { type Outgoing, useOutbox } from '../outbox.ts';
import { programOf } from '../program-of.ts';
import { type Said, textOf } from '../said.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { AnnouncementSheet } from './announcement-sheet.tsx';
import { AnswersSheet } from './answers-part.tsx';
import { ConsentSheet } from './compose-sheets.tsx';
import { Composer, type ComposerHandle } from './composer.tsx';
import { DaySheet } from './day-sheet.tsx';
import { FilesSheet } from './files-sheet.tsx';
import { ForwardSheet } from './forward-sheet.tsx';
import { MembersSheet } from './members-sheet.tsx';
import type { MessageAct, Quoted } from './message-item.tsx';
import {
  ContactSheet,
  EditSheet,
  PinnedSheet,
  RemoveSheet,
  SaveSheet,
  ThreadSheet,
  VersionsSheet,
} from './message-sheets.tsx';
import { MessageStream } from './message-stream.tsx';
import { ReadersSheet } from './readers-sheet.tsx';

/** How long somebody counts as typing after they were heard, in ms. */
const typingLasts = 5_000;

/**
 * A conversation: its head, the messages, where one types, and what stands beside it (`?beside=`). `?at=` leads to a place.
 * `old`: as this browser remembers it, until the answer of now is there.
 */
export function ChatView({ conversation, old }: { conversation: OutputOf<typeof readConversation>; old: boolean }) {
  // What was said meanwhile is opened like any conversation: at the first unread message.
  const [shown, setShown] = useState({ old, lastSeq: conversation.lastSeq, moved: false });
  if (shown.old && !old) setShown({ ...shown, old, moved: shown.lastSeq !== conversation.lastSeq });
  const t = useWords(words);
  const phone = useIsPhone();
  const [path, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const beside = search.get('beside');
  const [besideWhat = '', besideSeq = ''] = beside?.split('-') ?? [];
  const show = (what: string | undefined) =>
    go(what ? `${path}?beside=${what}` : path, { replace: what === undefined });
  const close = () => show(undefined);
  const { conversationId, personId, otherId, may, kind } = conversation;
  const memberIds = kind === 'group' ? conversation.memberIds : nobody;
  const { application } = conversation;
  const faceOf = usePeople([otherId, ...memberIds.slice(0, 499)]);
  const governing = useGoverning();
  const { entries, outbox } = useOutbox(personId);
  const composer = useRef<ComposerHandle>(null);
  const commands = {
    pin: useCommand(pinConversation),
    mute: useCommand(muteConversation),
    recall: useCommand(recallMessage),
    react: useCommand(reactToMessage),
    pinMessage: useCommand(pinMessage),
    keep: useCommand(keepMessage),
    unread: useCommand(markUnread),
    schedule: useCommand(scheduleMessage),
  };
  const { pin, mute } = commands;
  // Whoever opens what they had marked has come back to it.
  const [wasMarked] = useState(conversation.markedUnread);
  useEffect(() => {
    if (wasMarked) call(markRead, { conversationId, seq: 0 }).catch(() => {});
  }, [wasMarked, conversationId]);
  const typing = useTyping(conversationId, personId, conversation.lastSeq);
  const failure = Object.values(commands).find((command) => command.failure)?.failure;
  useEffect(() => {
    if (failure) tell(failure.message);
  }, [failure]);

  const [replyTo, setReplyTo] = useState<Quoted>();
  const [selected, setSelected] = useState<ReadonlySet<number>>();
  const [acted, setActed] = useState<MessageRow>();
  const at = Number(search.get('at'));
  const [goTo, setGoTo] = useState(at > 0 ? { seq: at } : undefined);
  useEffect(() => {
    if (at > 0) setGoTo({ seq: at });
  }, [at]);
  const goTowards = (seq: number) => {
    if (phone) close();
    setGoTo({ seq });
  };

  // What has been sent is forgotten here when the conversation holds it.
  const outgoing = entries.filter((entry) => entry.conversationId === conversationId);
  const [settled, setSettled] = useState(0);
  useEffect(() => {
    const held = outgoing.filter((entry) => entry.seq !== undefined && entry.seq <= settled);
    if (held.length > 0) outbox?.drop(held.map((entry) => entry.clientId));
  });

  const takeBack = (entry: Outgoing) => {
    outbox?.drop([entry.clientId]);
    composer.current?.put(textOf(entry.said));
  };
  const mayReally = {
    send: may.includes('send'),
    lead: may.includes('lead') && governing.may('removeMessage'),
    pin: may.includes('pinMessages'),
    forward: conversation.forwarding,
    consent: conversation.forwardConsent,
    react: !conversation.closed,
    edit: may.includes('send') && application === null,
  };
  const { send, lead, pin: mayPin, forward, consent, react, edit } = mayReally;
  const offers = useMemo(
    () => ({ send, lead, pin: mayPin, forward, consent, react, edit }),
    [send, lead, mayPin, forward, consent, react, edit],
  );
  const reply = (row: MessageRow) => {
    setReplyTo({
      seq: row.seq,
      name: (programOf(row) ?? faceOf(row.senderId)).name,
      kind: row.kind,
      text: typeof row.body?.text === 'string' ? row.body.text.slice(0, 80) : kindLine(t, row.kind),
      gone: false,
    });
    if (phone) close();
    composer.current?.focus();
  };
  const onAct = async (act: MessageAct, row: MessageRow): Promise<boolean> => {
    const one = { conversationId, seq: row.seq };
    switch (act.does) {
      case 'reply':
        reply(row);
        return true;
      case 'recall':
        return (await commands.recall.run(one)) !== undefined;
      case 'react':
        return (await commands.react.run({ ...one, emoji: act.emoji, on: act.on })) !== undefined;
      case 'pin':
        return (await commands.pinMessage.run({ ...one, pinned: act.on })) !== undefined;
      case 'later': {
        const put = await commands.keep.run({ ...one, kept: 'later' });
        if (put) tell(t('later.done'), { word: t('look'), act: () => go('/messages/kept?shown=later') });
        return put !== undefined;
      }
      case 'select':
        setSelected((before = new Set()) => {
          const next = new Set(before);
          if (!next.delete(row.seq)) next.add(row.seq);
          return next;
        });
        return true;
      case 'forward':
        setSelected(new Set([row.seq]));
        show('forward');
        return true;
      case 'thread':
        show(`thread-${act.to}`);
        return true;
      case 'edit':
        setActed(row);
        show(`edit-${row.seq}`);
        return true;
      default:
        show(`${act.does}-${row.seq}`);
        return true;
    }
  };
  const schedule = async (said: Said, at: string) => {
    const done = await commands.schedule.run({ conversationId, clientId: newCommandId(), said, at });
    if (done) tell(t('schedule.done'), { word: t('look'), act: () => go('/messages/waiting?shown=scheduled') });
    return done !== undefined;
  };
  const title = conversation.name ?? faceOf(otherId).name;
  const own = conversation.silencedMembers.find((member) => member.personId === personId);
  const opened = { conversationId, seq: Number(besideSeq), onClose: close };
  return (
    <div className="msg-chat">
      <header className="msg-chat-head">
        <div className="msg-chat-title">
          <h1 tabIndex={-1} dir="auto">
            {title} {application ? <Tag tone="accent">{t('application')}</Tag> : null}
          </h1>
          <div className="gj-faint" role="status">
            {typing.length > 0 ? t('typing', { names: typing.map((id) => faceOf(id).name) }) : null}
          </div>
          <div className="gj-faint">
            <PresenceLine personId={typing.length > 0 ? null : otherId} />
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
                key: 'search',
                icon: 'search',
                label: t('search.what'),
                onPress: () => go(`/messages/search?in=${conversationId}`),
              },
              { key: 'day', icon: 'calendar', label: t('day.go'), onPress: () => show('day') },
              { key: 'files', icon: 'folder', label: t('files'), onPress: () => show('files') },
              ...(kind === 'group'
                ? [
                    {
                      key: 'announcement',
                      icon: 'notifications' as const,
                      label: t('announcement'),
                      onPress: () => show('announcement'),
                    },
                  ]
                : []),
              {
                key: 'unread',
                icon: 'messages',
                label: t('markUnread'),
                onPress: async () => {
                  if (await commands.unread.run({ conversationId })) go('/messages');
                },
              },
              {
                key: 'pin',
                icon: 'pin',
                label: conversation.pinned ? t('unpin') : t('pin'),
                onPress: () => void pin.run({ conversationId, pinned: !conversation.pinned }),
              },
              {
                key: 'mute',
                icon: 'moon',
                label: conversation.muted ? t('unmute') : t('mute'),
                onPress: () => void mute.run({ conversationId, muted: !conversation.muted }),
              },
            ]}
          />
        </div>
      </header>
      <TopBar conversation={conversation} onShow={show} />
      <MessageStream
        key={String(shown.moved)}
        conversation={conversation}
        outgoing={outgoing}
        onRetry={(entry, changed) =>
          changed ? outbox?.sendChanged(entry.clientId, changed) : outbox?.retry(entry.clientId)
        }
        onTakeBack={takeBack}
        offers={offers}
        selected={besideWhat === 'forward' && selected?.size === 1 ? undefined : selected}
        onAct={onAct}
        onReedit={(text) => composer.current?.put(text)}
        goTo={goTo}
        onHeld={setSettled}
      />
      {selected && besideWhat !== 'forward' ? (
        <div className="msg-selecting" role="toolbar" aria-label={t('select')}>
          <span role="status">{t('selected', { count: selected.size })}</span>
          <Button
            kind="primary"
            icon="forward"
            disabled={selected.size === 0 || selected.size > 100}
            onPress={() => show('forward')}
          >
            {t('forward')}
          </Button>
          <Button onPress={() => setSelected(undefined)}>{t('cancel')}</Button>
        </div>
      ) : null}
      {may.includes('send') ? (
        <Composer
          key={conversationId}
          conversationId={conversationId}
          personId={personId}
          ref={composer}
          autoFocus={!phone && at === 0}
          memberIds={memberIds}
          faceOf={faceOf}
          mayCallAll={may.includes('callAll')}
          toProgram={application !== null}
          replyTo={replyTo}
          onReplyEnd={() => setReplyTo(undefined)}
          onContact={() => show('contact')}
          beside={besideWhat}
          onShow={show}
          onSend={(said) => outbox?.add(conversationId, said)}
          onSchedule={schedule}
        />
      ) : (
        <Note tone={application?.standing === 'takesNothing' ? 'accent' : 'warn'} title={t(whyClosed(conversation))}>
          {own ? <When at={own.until} /> : null}
        </Note>
      )}
      {besideWhat === 'members' && kind === 'group' ? (
        <MembersSheet conversation={conversation} onClose={close} />
      ) : null}
      {besideWhat === 'announcement' && kind === 'group' ? (
        <AnnouncementSheet conversation={conversation} onClose={close} />
      ) : null}
      {besideWhat === 'answers' ? <AnswersSheet key={beside} {...opened} onGo={goTowards} /> : null}
      {besideWhat === 'consent' ? <ConsentSheet key={beside} {...opened} /> : null}
      {besideWhat === 'readers' ? <ReadersSheet key={beside} {...opened} /> : null}
      {besideWhat === 'thread' ? (
        <ThreadSheet key={beside} {...opened} mayReply={offers.send} onReply={reply} onGo={goTowards} />
      ) : null}
      {besideWhat === 'pinned' ? (
        <PinnedSheet conversationId={conversationId} seqs={conversation.pinnedSeqs} onGo={goTowards} onClose={close} />
      ) : null}
      {besideWhat === 'files' ? <FilesSheet conversationId={conversationId} onGo={goTowards} onClose={close} /> : null}
      {besideWhat === 'day' ? <DaySheet conversationId={conversationId} onGo={goTowards} onClose={close} /> : null}
      {besideWhat === 'edit' && acted?.seq === opened.seq ? (
        <EditSheet key={beside} row={acted} conversationId={conversationId} onClose={close} />
      ) : null}
      {besideWhat === 'versions' ? <VersionsSheet key={beside} {...opened} /> : null}
      {besideWhat === 'label' ? <LabelSheet key={beside} {...opened} /> : null}
      {besideWhat === 'save' ? <SaveSheet key={beside} {...opened} /> : null}
      {besideWhat === 'remove' ? <RemoveSheet key={beside} {...opened} /> : null}
      {besideWhat === 'contact' ? (
        <ContactSheet
          onClose={close}
          onSend={(contactId) => outbox?.add(conversationId, { content: { kind: 'contact', personId: contactId } })}
        />
      ) : null}
      {besideWhat === 'forward' && selected && selected.size > 0 ? (
        <ForwardSheet
          conversationId={conversationId}
          seqs={[...selected]}
          onDone={() => {
            setSelected(undefined);
            close();
          }}
          onClose={() => {
            if (selected.size === 1) setSelected(undefined);
            close();
          }}
        />
      ) : null}
    </div>
  );
}

const nobody: readonly string[] = [];

/** What stands above everything said: the announcement, and that something is pinned. */
function TopBar({
  conversation,
  onShow,
}: {
  conversation: OutputOf<typeof readConversation>;
  onShow: (what: string) => void;
}) {
  const t = useWords(words);
  const { conversationId, announcementSeq, pinnedSeqs } = conversation;
  const read = useRead(
    readMessages,
    { conversationId, seqs: [announcementSeq ?? 1] },
    { when: announcementSeq !== null, keep: true },
  );
  const text = announcementSeq === null ? undefined : read.data?.rows[0]?.body?.text;
  if (announcementSeq === null && pinnedSeqs.length === 0) return null;
  return (
    <div className="msg-top">
      {announcementSeq === null ? null : (
        <button type="button" onClick={() => onShow('announcement')}>
          <Icon name="notifications" size={16} /> <strong>{t('announcement')}</strong>
          <span className="msg-top-text" dir="auto">
            {typeof text === 'string' ? text : ''}
          </span>
        </button>
      )}
      {pinnedSeqs.length === 0 ? null : (
        <button type="button" onClick={() => onShow('pinned')}>
          <Icon name="pin" size={16} /> {t('pinned.list', { count: pinnedSeqs.length })}
        </button>
      )}
    </div>
  );
}

/** Why nothing can be sent here. */
function whyClosed({ kind, closed, application }: OutputOf<typeof readConversation>) {
  if (closed) return kind === 'group' ? 'dissolved' : 'closed';
  if (application && application.standing !== 'takes') return `application.${application.standing}` as const;
  return 'silenced';
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
