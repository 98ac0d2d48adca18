import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#design/button.tsx';
import { Empty } from '#design/empty.tsx';
import { Skeleton } from '#design/skeleton.tsx';
import { readClock, readSettings } from '#kernel/contract/kernel-operations.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { call } from '#kernel/web/calls/call.ts';
import { CallFailure } from '#kernel/web/calls/call-failure.ts';
import { FailureNote } from '#kernel/web/calls/failure-note.tsx';
import { useRead } from '#kernel/web/calls/use-read.ts';
import { dayOf } from '#kernel/web/language/format.ts';
import { useFormat } from '#kernel/web/language/use-format.ts';
import { useWords } from '#kernel/web/language/use-words.ts';
import { announce } from '#kernel/web/shell/announce.tsx';
import { readMessages } from '../../contract/content.ts';
import type { readConversation } from '../../contract/conversations.ts';
import { markRead } from '../../contract/messages.ts';
import type { ChangedSaying } from '../../contract/parts.ts';
import { recallWithin } from '../../contract/settings.ts';
import type { MessageRow } from '../../contract/shapes.ts';
import type { Outgoing } from '../outbox.ts';
import { programOf } from '../program-of.ts';
import { pageLength, pageOf, useMessagePages } from '../use-message-pages.ts';
import { usePeople } from '../use-people.ts';
import { words } from '../words.ts';
import { type MessageAct, MessageItem, type Offers, type Quoted } from './message-item.tsx';
import { OutgoingItem } from './outgoing-item.tsx';

/** Most pages drawn at once: what lies further is dropped and drawn again when one scrolls there. */
const mostPages = 5;
/** Distance from an end, in px, at which the next page is fetched; and within which one counts as being at the end. */
const nearEnd = 600;
const atEnd = 48;
/** Messages of one sender within this many ms stand together. */
const together = 5 * 60_000;

/**
 * The messages of a conversation, in both directions without end. It opens at the first unread one, stays where one
 * reads whatever is added above or below, and follows the newest while one is at the end.
 */
export function MessageStream(props: {
  conversation: OutputOf<typeof readConversation>;
  outgoing: readonly Outgoing[];
  onRetry: (entry: Outgoing, changed?: ChangedSaying) => void;
  onTakeBack: (entry: Outgoing) => void;
  offers: Offers;
  selected: ReadonlySet<number> | undefined;
  /** Gives whether it went through, for a recall. */
  onAct: (act: MessageAct, row: MessageRow) => Promise<boolean>;
  onReedit: (text: string) => void;
  /** A place to go to; a new object goes there again. */
  goTo: { readonly seq: number } | undefined;
  /** The place up to which the screen holds everything. */
  onHeld: (seq: number) => void;
}) {
  const t = useWords(words);
  const format = useFormat();
  const { conversation, outgoing, onAct, onReedit, goTo } = props;
  const { conversationId, lastSeq, personId: ownId, kind } = conversation;
  const lastPage = pageOf(lastSeq);

  const [openedAt] = useState(conversation.readSeq);
  const [startUnread] = useState(openedAt < lastSeq);
  const [span, setSpan] = useState(() => {
    const at = startUnread ? pageOf(openedAt + 1) : lastPage;
    return { from: Math.max(0, at - 1), to: Math.min(lastPage, at + 1) };
  });
  const follows = useRef(!startUnread);
  const [away, setAway] = useState(startUnread);
  /** Where one reads: a message and how far it lies below the top of the frame. */
  const anchor = useRef<{ seq: number; offset: number } | undefined>(
    startUnread ? { seq: openedAt + 1, offset: 96 } : undefined,
  );
  /** Until every page of the first sight is there, one can't be where one is to be. */
  const arriving = useRef(startUnread);
  const frame = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);

  // A page begun by a new message is drawn while one is at the end.
  const to = follows.current ? lastPage : Math.min(span.to, lastPage);
  const from = Math.min(Math.max(span.from, to - mostPages + 1), to);
  useEffect(() => {
    if (follows.current && span.to !== lastPage) setSpan({ from, to: lastPage });
  }, [span, from, lastPage]);
  const { rows, readers, ready, first, failure, readAgain } = useMessagePages(conversationId, from, to, lastSeq);
  // What is answered may lie outside of what is drawn.
  const shown = new Set(rows.map((row) => row.seq));
  const outside = [...new Set(rows.flatMap((row) => row.replyTo ?? []))].filter((seq) => !shown.has(seq)).slice(0, 100);
  const quoted = useRead(
    readMessages,
    { conversationId, seqs: outside.toSorted((one, other) => one - other) },
    { when: outside.length > 0, keep: true },
  );
  const bySeq = new Map([...(quoted.data?.rows ?? []), ...rows].map((row) => [row.seq, row]));
  const faceOf = usePeople(
    [...rows, ...(quoted.data?.rows ?? [])].flatMap((row) => [row.senderId, row.removed?.byId ?? null]),
  );
  const recallableFrom = useRecallableFrom(rows.at(-1)?.at);

  const heldTo = rows.at(-1)?.seq ?? 0;
  const showsEnd = to === lastPage && heldTo >= Math.min(lastSeq, (lastPage + 1) * pageLength);
  const { onHeld } = props;
  useEffect(() => {
    if (to === lastPage) onHeld(heldTo);
  }, [onHeld, heldTo, to, lastPage]);

  const place = useCallback(() => {
    const element = frame.current;
    if (!element) return;
    if (follows.current) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const { current } = anchor;
    const held = current && element.querySelector<HTMLElement>(`[data-seq="${current.seq}"]`);
    if (current && held) element.scrollTop += top(held) - top(element) - current.offset;
  }, []);
  // After every drawing: what was looked at stays where it was.
  useLayoutEffect(() => {
    place();
    if (ready) arriving.current = false;
  });
  useEffect(() => {
    const resized = new ResizeObserver(place);
    if (frame.current) resized.observe(frame.current);
    if (content.current) resized.observe(content.current);
    return () => resized.disconnect();
  }, [place]);

  const markSeen = useMarkRead(conversationId, conversation.readSeq, conversation.memberIds.length);
  const look = useEffectEvent(() => {
    const element = frame.current;
    if (!element || rows.length === 0 || arriving.current) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const box = element.getBoundingClientRect();
    let firstSeen: HTMLElement | undefined;
    let lastSeen = 0;
    for (const item of element.querySelectorAll<HTMLElement>('[data-seq]')) {
      const own = item.getBoundingClientRect();
      if (own.bottom <= box.top) continue;
      if (own.top >= box.bottom) break;
      firstSeen ??= item;
      // A message taller than the frame has been seen when its end has been.
      if (own.bottom <= box.bottom + 1) lastSeen = Number(item.dataset.seq);
    }
    // While a page that has just begun is being read, one who followed still does.
    follows.current = to === lastPage && (showsEnd ? below < atEnd : follows.current);
    setAway(!follows.current);
    if (firstSeen) anchor.current = { seq: Number(firstSeen.dataset.seq), offset: top(firstSeen) - top(element) };
    markSeen(lastSeen);
    if (element.scrollTop < nearEnd && from > 0 && first)
      setSpan({ from: from - 1, to: Math.min(to, from - 2 + mostPages) });
    else if (below < nearEnd && to < lastPage && heldTo >= (to + 1) * pageLength)
      setSpan({ from: Math.max(from, to + 2 - mostPages), to: to + 1 });
  });
  useEffect(() => {
    const element = frame.current;
    const seen = () => look();
    element?.addEventListener('scroll', seen, { passive: true });
    document.addEventListener('visibilitychange', seen);
    addEventListener('focus', seen);
    return () => {
      element?.removeEventListener('scroll', seen);
      document.removeEventListener('visibilitychange', seen);
      removeEventListener('focus', seen);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn anew is looked at anew
  useEffect(() => look(), [heldTo, ready, from, to, outgoing.length]);

  const toLatest = () => {
    follows.current = true;
    anchor.current = undefined;
    setSpan({ from: Math.max(0, lastPage - 1), to: lastPage });
    setAway(false);
    place();
  };
  // One's own message brings one to the end.
  const sentBefore = useRef(outgoing.length);
  useEffect(() => {
    if (outgoing.length > sentBefore.current) toLatest();
    sentBefore.current = outgoing.length;
  });

  // Who can't see hears what others say while the conversation is open.
  const heardTo = useRef(lastSeq);
  useEffect(() => {
    for (const row of rows) {
      if (row.seq <= heardTo.current) continue;
      heardTo.current = row.seq;
      if (row.senderId !== ownId && typeof row.body?.text === 'string')
        announce(t('said', { name: (programOf(row) ?? faceOf(row.senderId)).name, text: row.body.text.slice(0, 300) }));
    }
  });

  const recalledTexts = useRef(new Map<number, string>());
  const textsNow = useRef(new Map<number, string>());
  textsNow.current = new Map(rows.map((row) => [row.seq, row.kind === 'text' ? String(row.body?.text ?? '') : '']));
  const jump = useEffectEvent((seq: number) => {
    if (seq > lastSeq) return;
    follows.current = false;
    anchor.current = { seq, offset: 96 };
    arriving.current = true;
    const page = pageOf(seq);
    setSpan({ from: Math.max(0, page - 1), to: Math.min(lastPage, page + 1) });
    setMarked(seq);
    place();
  });
  const [marked, setMarked] = useState<number>();
  useEffect(() => {
    if (goTo) jump(goTo.seq);
  }, [goTo]);
  const acts = useEffectEvent(async (act: MessageAct, row: MessageRow) => {
    if (act.does === 'jump') return jump(act.to);
    if (act.does === 'reedit') {
      onReedit(recalledTexts.current.get(row.seq) ?? '');
      recalledTexts.current.delete(row.seq);
      return;
    }
    const text = act.does === 'recall' ? textsNow.current.get(row.seq) : undefined;
    if (text) recalledTexts.current.set(row.seq, text);
    if (!(await onAct(act, row))) recalledTexts.current.delete(row.seq);
  });
  // The same function for every message, so that they needn't be drawn anew.
  const actOn = useRef((act: MessageAct, row: MessageRow) => void acts(act, row)).current;

  const unreadBy = useMemo(() => {
    const counts = new Map<number, number>();
    for (const row of rows) {
      if (row.audience === undefined) continue;
      const page = pageOf(row.seq);
      const read = readers.filter(
        (reader) => reader.from <= row.seq && row.seq <= reader.upTo && pageOf(reader.from) === page,
      );
      counts.set(row.seq, Math.max(0, row.audience - read.length));
    }
    return counts;
  }, [rows, readers]);

  const quotes = useRef(new Map<string, Quoted>());
  const quoteOf = (row: MessageRow): Quoted | undefined => {
    const found = row.replyTo === null ? undefined : bySeq.get(row.replyTo);
    if (!found) return undefined;
    const quote = {
      seq: found.seq,
      name: (programOf(found) ?? faceOf(found.senderId)).name,
      kind: found.kind,
      text: typeof found.body?.text === 'string' ? found.body.text.slice(0, 80) : '',
      gone: found.body === null,
    };
    // The same object for the same content: what hasn't changed isn't drawn anew.
    const key = JSON.stringify(quote);
    const held = quotes.current.get(key) ?? quote;
    quotes.current.set(key, held);
    return held;
  };
  const nextMention = conversation.mentionSeqs.find((seq) => seq > conversation.readSeq);

  const days = rows.map((row) => dayOf(new Date(row.at), format.zone));
  const known = new Set(rows.map((row) => row.clientId));
  const unsent = outgoing.filter((entry) => !known.has(entry.clientId));
  const behind = lastSeq - Math.max(conversation.readSeq, openedAt);
  return (
    <div className="msg-stream-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section className="msg-stream" ref={frame} tabIndex={0} aria-label={t('stream')}>
        <div ref={content} className="msg-stream-content">
          {failure instanceof CallFailure ? <FailureNote failure={failure} onRetry={readAgain} /> : null}
          {!first && !failure && lastSeq > 0 ? (
            <div aria-busy>
              <span className="gj-unseen">{t('older')}</span>
              <Skeleton shape="rows" count={3} />
            </div>
          ) : null}
          {lastSeq === 0 && unsent.length === 0 ? (
            <Empty icon="messages" title={t('empty')}>
              {t('empty.body')}
            </Empty>
          ) : null}
          <ol>
            {rows.map((row, at) => {
              const before = rows[at - 1];
              const day = days[at] ?? '';
              const newDay = !before || days[at - 1] !== day;
              const unreadHere = row.seq === openedAt + 1 && startUnread;
              const own = row.senderId === ownId;
              return (
                <li key={row.seq} data-seq={row.seq} data-marked={row.seq === marked || undefined}>
                  {newDay ? <div className="msg-day">{format.day(day)}</div> : null}
                  {unreadHere ? <div className="msg-new">{t('newHere')}</div> : null}
                  <MessageItem
                    row={row}
                    own={own}
                    ownId={ownId}
                    opens={newDay || unreadHere || opens(before, row)}
                    sender={programOf(row) ?? faceOf(row.senderId)}
                    removedBy={row.removed?.byId ? faceOf(row.removed.byId).name : undefined}
                    format={format}
                    unreadBy={unreadBy.get(row.seq)}
                    direct={kind === 'direct'}
                    applicationId={conversation.application?.applicationId}
                    conversationId={conversationId}
                    quote={quoteOf(row)}
                    offers={props.offers}
                    pinned={conversation.pinnedSeqs.includes(row.seq)}
                    fresh={own && Date.parse(row.at) >= recallableFrom}
                    reeditable={own && !row.removed && recalledTexts.current.has(row.seq)}
                    selected={props.selected?.has(row.seq)}
                    onAct={actOn}
                  />
                </li>
              );
            })}
          </ol>
          {to < lastPage ? <p className="msg-note">{t('newer')}</p> : null}
          {to === lastPage
            ? unsent.map((entry) => (
                <OutgoingItem
                  key={entry.clientId}
                  entry={entry}
                  onRetry={(changed) => props.onRetry(entry, changed)}
                  onTakeBack={() => props.onTakeBack(entry)}
                />
              ))
            : null}
        </div>
      </section>
      {(away || nextMention !== undefined) && lastSeq > 0 ? (
        <div className="msg-latest">
          {nextMention === undefined ? null : (
            <Button icon="up" onPress={() => jump(nextMention)}>
              {t('mention.go')}
            </Button>
          )}
          {away ? (
            <Button icon="down" onPress={toLatest}>
              {behind > 0 ? t('latest.count', { count: behind }) : t('latest')}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

const top = (element: HTMLElement): number => element.getBoundingClientRect().top;

function opens(before: MessageRow | undefined, row: MessageRow): boolean {
  if (!before || before.senderId !== row.senderId || before.body === null) return true;
  if (programOf(before) !== programOf(row)) return true;
  return Date.parse(row.at) - Date.parse(before.at) > together;
}

/**
 * Since when a message may be recalled, in ms of the epoch, as far as is known: by the server's time when it was last
 * asked, or that of a later message. The server decides; this only saves offering what it would refuse.
 */
function useRecallableFrom(latest: string | undefined): number {
  const settings = useRead(readSettings, { names: [recallWithin.name] });
  const clock = useRead(readClock, {});
  const minutes = recallWithin.shape.safeParse(settings.data?.values[0]?.value).data;
  if (minutes === undefined || !clock.data) return Number.POSITIVE_INFINITY;
  return Math.max(Date.parse(clock.data.now), latest ? Date.parse(latest) : 0) - minutes * 60_000;
}

/** Moves the read position to what has been seen, while somebody looks; several messages in one call. */
function useMarkRead(conversationId: string, readSeq: number, members: number): (seq: number) => void {
  const marked = useRef(readSeq);
  const wanted = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  marked.current = Math.max(marked.current, readSeq);
  const mark = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (wanted.current <= marked.current) return;
    const before = marked.current;
    marked.current = wanted.current;
    call(markRead, { conversationId, seq: wanted.current }).catch(() => {
      // Looked at again with the next scroll or message.
      marked.current = before;
    });
  }, [conversationId]);
  // Who leaves right after reading has read.
  useEffect(() => mark, [mark]);
  return (seq) => {
    if (seq <= marked.current || document.visibilityState !== 'visible' || !document.hasFocus()) return;
    wanted.current = Math.max(wanted.current, seq);
    // In a big group everybody reads at once, and every reading is told: there it waits for more to be read with it.
    timer.current ??= setTimeout(mark, Math.min(5_000, 400 + members * 10));
  };
}
