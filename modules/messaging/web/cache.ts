import { type CacheHandle, type CacheRule, onPush } from '#kernel/contract/cache.ts';
import type { EventContract, FactsOf } from '#kernel/contract/event.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { listFiles, listThread, listVersions, readMessages } from '../contract/content.ts';
import { listConversations, readConversation } from '../contract/conversations.ts';
import {
  announcementSet,
  applicationChatRenamed,
  conversationMarked,
  conversationOpened,
  directClosed,
  groupDissolved,
  groupRenamed,
  groupRulesSet,
  groupSilenced,
  groupTransferred,
  keptChanged,
  linksChanged,
  memberLeft,
  memberRoleSet,
  memberSilenced,
  membersAdded,
  messageEdited,
  messagePinned,
  messageRecalled,
  messageRemoved,
  messageSent,
  reactionChanged,
  readMoved,
  voiceHeard,
} from '../contract/events.ts';
import { findConversations } from '../contract/find-conversations.ts';
import { listKept } from '../contract/kept.ts';
import { conversationLabelled, messageLabelled } from '../contract/labels/events.ts';
import { listLabelChanges, readLabels } from '../contract/labels/operations.ts';
import { listLinks, readLinkCard } from '../contract/media.ts';
import { fileIdsOf } from '../contract/message-files.ts';
import { listMessages, listReaders } from '../contract/messages.ts';
import { searchMessages } from '../contract/search.ts';
import { type ConversationRow, excerpt, type MessageRow, mentions } from '../contract/shapes.ts';
import { unreadTotal } from '../contract/unread-total.ts';
import { composeRules } from './compose-cache.ts';

/*
 * Every rule may meet an answer that knows of the event already (it was read between the commit and the push), so each
 * sets places and never adds to counts.
 */

type Listed = OutputOf<typeof listConversations>;
type Unread = OutputOf<typeof unreadTotal>;
type Page = OutputOf<typeof listMessages>;

/** Instants of the same form compare as text, but for the zone at the end of unequal fractions. */
const instantKey = (at: string) => at.replace('Z', '');
const laterFirst = (one: string, other: string) => (one === other ? 0 : one < other ? 1 : -1);
const byPlace = (one: ConversationRow, other: ConversationRow) =>
  Number(other.pinned) - Number(one.pinned) ||
  laterFirst(instantKey(one.lastAt), instantKey(other.lastAt)) ||
  laterFirst(one.conversationId, other.conversationId);

/** Where it is read again as a whole: whoever has that many pinned sees on the first page no others. */
const topShows = (listed: Listed) => listed.next === undefined || listed.rows.at(-1)?.pinned === false;
const keyOfRow = (row: ConversationRow) => row.conversationId;

/**
 * Changes a conversation of a held page; `'readAgain'` where the page can't say where the row stands afterwards, unless it
 * comes to the top for something new.
 */
function changeListed(
  listed: Listed,
  conversationId: string,
  first: boolean,
  change: (row: ConversationRow) => ConversationRow,
): Listed | 'readAgain' | 'readTopAgain' {
  const at = listed.rows.findIndex((row) => row.conversationId === conversationId);
  const held = listed.rows[at];
  if (!held) return listed;
  const row = change(held);
  if (row.lastAt === held.lastAt && row.pinned === held.pinned) {
    return { ...listed, rows: listed.rows.map((other, place) => (place === at ? row : other)) };
  }
  // It moves: to another page, perhaps, and a cursor may stand on it.
  if (!first || (listed.next !== undefined && (at === listed.rows.length - 1 || held.pinned)))
    return row.pinned === held.pinned && topShows(listed) ? 'readTopAgain' : 'readAgain';
  return { ...listed, rows: listed.rows.map((other, place) => (place === at ? row : other)).sort(byPlace) };
}

function withTotal(unread: Unread, rows: Unread['unread']): Unread {
  return {
    ...unread,
    unread: rows,
    total: rows.reduce((sum, row) => sum + (row.muted ? 0 : row.lastSeq - row.readSeq), 0),
  };
}

/** How far each reader has read one's own messages of a page, after somebody has read up to `seq`. */
function readUpTo(page: Page, personId: string, seq: number, joinedSeq: number): Page {
  const own = page.rows.filter((row) => row.senderId === page.personId && row.seq > joinedSeq).map((row) => row.seq);
  const held = page.readers.find((reader) => reader.personId === personId);
  const from = own[0];
  const upTo = Math.max(held?.upTo ?? 0, ...own.filter((place) => place <= seq));
  if (from === undefined || upTo === 0 || upTo === held?.upTo) return page;
  const others = page.readers.filter((reader) => reader.personId !== personId);
  const readers = [...others, { personId, from, upTo }].sort((one, other) => (one.personId < other.personId ? -1 : 1));
  return { ...page, readers };
}

/** The new message as this reader sees it. */
function sentRow(facts: FactsOf<typeof messageSent>, readerId: string): MessageRow {
  const mine = facts.senderId === readerId;
  const { messageId, seq, senderId, kind, body, at, replyTo, threadSeq, noForward } = facts;
  return {
    messageId,
    seq,
    senderId,
    clientId: mine ? facts.clientId : null,
    kind,
    body,
    at,
    editedAt: null,
    replyTo,
    threadSeq,
    replies: 0,
    noForward,
    reactions: [],
    ...(kind === 'voice' && !mine ? { heard: false } : {}),
    ...(mine ? { audience: facts.audience } : {}),
  };
}

/** Whether a message calls this person by @. */
function calls(facts: FactsOf<typeof messageSent>, personId: string): boolean {
  const called = mentions.safeParse(facts.body.mentions).data;
  return facts.senderId !== personId && called !== undefined && (called.all || called.personIds.includes(personId));
}

const isHere = (conversationId: string) => (row: { conversationId: string }) => row.conversationId === conversationId;

/** Changes a message wherever it is held. */
function changeRow(
  cache: CacheHandle,
  conversationId: string,
  seq: number,
  change: (row: MessageRow) => MessageRow,
): void {
  const changed = (rows: MessageRow[]) => rows.map((row) => (row.seq === seq ? change(row) : row));
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  cache.update(listMessages, (page, input) => (here(input) ? { ...page, rows: changed(page.rows) } : page));
  cache.update(readMessages, (held, input) => (here(input) ? { rows: changed(held.rows) } : held));
  cache.update(listThread, (held, input) =>
    here(input)
      ? { ...held, root: held.root.seq === seq ? change(held.root) : held.root, rows: changed(held.rows) }
      : held,
  );
}

/** A message whose content isn't pushed. */
function readRowAgain(cache: CacheHandle, conversationId: string, seq: number): void {
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  const holds = (rows: readonly MessageRow[]) => rows.some((row) => row.seq === seq);
  cache.update(listMessages, (page, input) => (here(input) && holds(page.rows) ? 'readAgain' : page));
  cache.update(readMessages, (held, input) => (here(input) && holds(held.rows) ? 'readAgain' : held));
  cache.update(listThread, (held, input) =>
    here(input) && (held.root.seq === seq || holds(held.rows)) ? 'readAgain' : held,
  );
}

const onMessageLabelled = onPush(messageLabelled, ({ conversationId, seq }, cache) => {
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  readRowAgain(cache, conversationId, seq);
  cache.readAgain(listLabelChanges, (input) => here(input) && input.seq === seq);
  cache.readAgain(listVersions, (input) => here(input) && input.seq === seq);
  cache.readAgain(listFiles, here);
  cache.readAgain(searchMessages);
  cache.readAgain(listConversations);
  cache.update(listKept, (held) => (held.rows.some(isHere(conversationId)) ? 'readAgain' : held));
});

const onConversationLabelled = onPush(conversationLabelled, ({ conversationId }, cache) =>
  cache.readAgain(readLabels, (input) => input.conversationId === conversationId),
);

const onMessageSent = onPush(messageSent, (facts, cache) => {
  const { conversationId, seq, senderId, at, threadSeq } = facts;
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  if (threadSeq !== null)
    changeRow(cache, conversationId, threadSeq, (row) => ({
      ...row,
      replies: Math.max(row.replies, facts.threadReplies),
    }));
  cache.readAgain(readMessages, (input) => here(input) && input.seqs.includes(seq));
  const hidden = facts.body.hidden === true;
  cache.update(listThread, (held, input) => {
    if (!here(input) || input.seq !== threadSeq || held.rows.some((row) => row.seq === seq) || held.more) return held;
    // Whose own it is a thread doesn't say: own messages carry who they are for.
    return 'readAgain';
  });
  if (hidden || fileIdsOf(facts.body).length > 0) cache.readAgain(listFiles, here);
  cache.update(listMessages, (page, input) => {
    if (input.conversationId !== conversationId) return page;
    if (page.rows.some((row) => row.seq === seq)) return page;
    if (hidden) return 'readAgain';
    const lastSeq = Math.max(page.lastSeq, seq);
    const limit = input.limit ?? 50;
    const row = sentRow(facts, page.personId);
    if (input.before !== undefined || input.around !== undefined) {
      // Such a page reaches to a place of its own; what comes after it concerns its rows only where it isn't full.
      const within = input.around === undefined ? seq < (input.before ?? 0) : page.rows.length < limit;
      return within ? 'readAgain' : { ...page, lastSeq };
    }
    const end = input.after === undefined ? Number.POSITIVE_INFINITY : input.after + limit;
    const next = (page.rows.at(-1)?.seq ?? input.after ?? 0) + 1;
    if (seq > end || seq < next) return { ...page, lastSeq };
    // A gap: something was missed, or the page of the latest is full and moves on.
    if (seq > next || page.rows.length >= limit) return 'readAgain';
    return { ...page, rows: [...page.rows, row], lastSeq };
  });
  cache.update(readConversation, (held) => {
    if (held.conversationId !== conversationId) return held;
    const readSeq = senderId === held.personId ? Math.max(held.readSeq, facts.senderReadSeq) : held.readSeq;
    const called = calls(facts, held.personId) && seq > readSeq && !held.mentionSeqs.includes(seq);
    const mentionSeqs = called
      ? [...held.mentionSeqs, seq].sort((one, other) => one - other).slice(0, 50)
      : held.mentionSeqs;
    return { ...held, lastSeq: Math.max(held.lastSeq, seq), readSeq, mentionSeqs };
  });
  cache.update(
    listConversations,
    (listed, { cursor }) => {
      const first = cursor === undefined;
      if (first && !listed.rows.some((row) => row.conversationId === conversationId))
        return topShows(listed) ? 'readTopAgain' : 'readAgain';
      return changeListed(listed, conversationId, first, (row) =>
        row.lastSeq >= seq
          ? row
          : {
              ...row,
              lastSeq: seq,
              lastAt: at,
              readSeq: senderId === listed.personId ? Math.max(row.readSeq, facts.senderReadSeq) : row.readSeq,
              mentionSeq: row.mentionSeq ?? (calls(facts, listed.personId) ? seq : null),
              last: { senderId, kind: facts.kind, text: excerpt(facts.body), recalled: false, removed: false },
            },
      );
    },
    keyOfRow,
  );
  cache.update(unreadTotal, (held) => {
    const mine = senderId === held.personId;
    const before = held.unread.find((row) => row.conversationId === conversationId);
    const row = {
      conversationId,
      lastSeq: Math.max(before?.lastSeq ?? 0, seq),
      readSeq: Math.max(before?.readSeq ?? seq - 1, mine ? facts.senderReadSeq : 0),
      muted: held.mutedIds.includes(conversationId),
    };
    const others = held.unread.filter((other) => other !== before);
    if (row.readSeq >= row.lastSeq) return withTotal(held, others);
    return withTotal(
      held,
      [...others, row].sort((one, other) => (one.conversationId < other.conversationId ? -1 : 1)),
    );
  });
});

/** What was found is searched again where it may have gone or reads otherwise. */
function readSearchAgain(
  cache: CacheHandle,
  concerns: (row: { conversationId: string; seq: number }) => boolean,
): void {
  cache.update(searchMessages, (held) => (held.rows.some(concerns) ? 'readAgain' : held));
}

/** A message was recalled, or removed by a leader: its place stays. */
function emptied(conversationId: string, seq: number, removed: MessageRow['removed'], cache: CacheHandle): void {
  // Whoever was away when it was sent learns of the recall alone: the log no longer says that it was sent.
  cache.update(listMessages, (page, input) => {
    if (input.conversationId !== conversationId) return page;
    if (!page.rows.some((row) => row.seq === seq)) return seq > page.lastSeq ? 'readAgain' : page;
    return page;
  });
  changeRow(cache, conversationId, seq, ({ heard: _, ...row }) => ({
    ...row,
    body: null,
    // Whoever was away doesn't hear of an edit of what has been recalled since.
    editedAt: null,
    reactions: [],
    ...(removed ? { removed } : {}),
  }));
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  cache.readAgain(listVersions, (input) => here(input) && input.seq === seq);
  readSearchAgain(cache, (row) => row.conversationId === conversationId && row.seq === seq);
  cache.readAgain(listFiles, here);
  cache.readAgain(listLinks, here);
  cache.readAgain(readLinkCard, (input) => here(input) && input.seq === seq);
  cache.update(readConversation, (held) => {
    if (held.conversationId !== conversationId) return held;
    if (held.lastSeq < seq || held.mentionSeqs.length >= 50) return 'readAgain';
    const others = (seqs: number[]) => seqs.filter((place) => place !== seq);
    return { ...held, pinnedSeqs: others(held.pinnedSeqs), mentionSeqs: others(held.mentionSeqs) };
  });
  cache.update(
    listConversations,
    (listed, { cursor }) => {
      const held = listed.rows.find((row) => row.conversationId === conversationId);
      if (held ? held.lastSeq < seq || held.mentionSeq === seq : cursor === undefined)
        return !held && topShows(listed) ? 'readTopAgain' : 'readAgain';
      return changeListed(listed, conversationId, false, (row) =>
        row.lastSeq === seq && row.last
          ? { ...row, last: { ...row.last, text: null, recalled: true, removed: removed !== undefined } }
          : row,
      );
    },
    keyOfRow,
  );
  cache.readAgain(unreadTotal);
}

const onMessageRecalled = onPush(messageRecalled, ({ conversationId, seq }, cache) =>
  emptied(conversationId, seq, undefined, cache),
);
const onMessageRemoved = onPush(messageRemoved, ({ conversationId, seq, byId, reason }, cache) =>
  emptied(conversationId, seq, { byId, reason }, cache),
);

/** Whether somebody was called in what has been read now, and may be called in what hasn't. */
const calledBetween = ({ mentionSeq, lastSeq }: ConversationRow, seq: number): boolean =>
  mentionSeq !== null && mentionSeq <= seq && seq < lastSeq;

const onReadMoved = onPush(readMoved, ({ conversationId, personId, seq, joinedSeq }, cache) => {
  cache.update(listMessages, (page, input) => {
    if (input.conversationId !== conversationId || personId === page.personId) return page;
    return readUpTo(page, personId, seq, joinedSeq);
  });
  cache.update(listReaders, (held, input) => {
    if (input.conversationId !== conversationId || input.seq > seq || !held.unreadIds.includes(personId)) return held;
    return {
      readIds: [...held.readIds, personId].sort(),
      unreadIds: held.unreadIds.filter((unreadId) => unreadId !== personId),
    };
  });
  cache.update(readConversation, (held) =>
    held.conversationId === conversationId && held.personId === personId
      ? held.mentionSeqs.length >= 50
        ? 'readAgain'
        : {
            ...held,
            readSeq: Math.max(held.readSeq, seq),
            mentionSeqs: held.mentionSeqs.filter((place) => place > seq),
          }
      : held,
  );
  cache.update(listConversations, (listed) =>
    listed.personId === personId
      ? listed.rows.some((row) => row.conversationId === conversationId && calledBetween(row, seq))
        ? 'readAgain'
        : changeListed(listed, conversationId, false, (row) => ({
            ...row,
            readSeq: Math.max(row.readSeq, seq),
            mentionSeq: row.mentionSeq !== null && row.mentionSeq <= seq ? null : row.mentionSeq,
          }))
      : listed,
  );
  cache.update(unreadTotal, (held) => {
    if (held.personId !== personId) return held;
    const rows = held.unread.map((row) =>
      row.conversationId === conversationId ? { ...row, readSeq: Math.max(row.readSeq, seq) } : row,
    );
    return withTotal(
      held,
      rows.filter((row) => row.lastSeq > row.readSeq),
    );
  });
});

const onMessageEdited = onPush(messageEdited, ({ conversationId, seq, body, editedAt }, cache) => {
  if (body.hidden === true) readRowAgain(cache, conversationId, seq);
  else changeRow(cache, conversationId, seq, (row) => (row.body === null ? row : { ...row, body, editedAt }));
  // An edit may bring it in as well as take it out; a search on screen isn't read again for everything that is said.
  readSearchAgain(cache, (row) => row.conversationId === conversationId && row.seq === seq);
  cache.readAgain(listVersions, (input) => input.conversationId === conversationId && input.seq === seq);
  cache.update(listKept, (held) => (held.rows.some(isHere(conversationId)) ? 'readAgain' : held));
  cache.update(listConversations, (listed) =>
    changeListed(listed, conversationId, false, (row) =>
      row.lastSeq === seq && row.last && !row.last.recalled
        ? { ...row, last: { ...row.last, text: excerpt(body) } }
        : row,
    ),
  );
});

/** By code points, as the database orders them. */
function byCodePoints(one: string, other: string): number {
  const [a, b] = [[...one], [...other]].map((text) => text.map((character) => character.codePointAt(0) ?? 0));
  for (const [at, point] of (a ?? []).entries()) {
    const against = b?.[at];
    if (against === undefined) return 1;
    if (point !== against) return point - against;
  }
  return (a?.length ?? 0) - (b?.length ?? 0);
}

const onReactionChanged = onPush(reactionChanged, ({ conversationId, seq, emoji, personId, on }, cache) =>
  changeRow(cache, conversationId, seq, (row) => {
    if (row.body === null) return row;
    const held = row.reactions.find((reaction) => reaction.emoji === emoji)?.personIds ?? [];
    const personIds = [...held.filter((heldId) => heldId !== personId), ...(on ? [personId] : [])].sort();
    const others = row.reactions.filter((reaction) => reaction.emoji !== emoji);
    const reactions = personIds.length > 0 ? [...others, { emoji, personIds }] : others;
    return { ...row, reactions: reactions.sort((one, other) => byCodePoints(one.emoji, other.emoji)) };
  }),
);

const onConversationMarked = onPush(conversationMarked, ({ conversationId, pinned, muted, markedUnread }, cache) => {
  cache.update(readConversation, (held) =>
    held.conversationId === conversationId ? { ...held, pinned, muted, markedUnread } : held,
  );
  cache.update(
    listConversations,
    (listed, { cursor }) => {
      const held = listed.rows.find((row) => row.conversationId === conversationId);
      // Of a list held in pages, the page that holds it speaks; one that nobody holds comes up where it is pinned.
      if (!held)
        return !pinned || cursor !== undefined ? listed : listed.next === undefined ? 'readAgain' : 'readTopAgain';
      if (held.pinned !== pinned && listed.next !== undefined) return 'readAgain';
      return changeListed(listed, conversationId, cursor === undefined, (row) => ({
        ...row,
        pinned,
        muted,
        markedUnread,
      }));
    },
    keyOfRow,
  );
  cache.readAgain(unreadTotal);
});

const rename = ({ conversationId, name }: { conversationId: string; name: string }, cache: CacheHandle) => {
  cache.update(listKept, (held) => (held.rows.some(isHere(conversationId)) ? 'readAgain' : held));
  readSearchAgain(cache, isHere(conversationId));
  cache.update(readConversation, (held) => (held.conversationId === conversationId ? { ...held, name } : held));
  cache.update(listConversations, (listed) => changeListed(listed, conversationId, false, (row) => ({ ...row, name })));
};
const onRenamed = [onPush(groupRenamed, rename), onPush(applicationChatRenamed, rename)];

const onConversationOpened = onPush(conversationOpened, ({ kind }, cache) => {
  // A conversation of two shows with its first message; that of an application may come with it.
  if (kind !== 'direct')
    cache.update(
      listConversations,
      (listed, { cursor }) => (cursor !== undefined ? listed : topShows(listed) ? 'readTopAgain' : 'readAgain'),
      keyOfRow,
    );
});

const onMembersAdded = onPush(membersAdded, ({ conversationId, personIds }, cache) => {
  cache.readAgain(readConversation, (input) => input.conversationId === conversationId);
  cache.update(listConversations, (listed) => (personIds.includes(listed.personId) ? 'readAgain' : listed));
});

const onMemberLeft = onPush(memberLeft, ({ conversationId, personId }, cache) => {
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  cache.readAgain(readConversation, here);
  cache.readAgain(listMessages, here);
  cache.readAgain(readMessages, here);
  cache.readAgain(listKept);
  readSearchAgain(cache, isHere(conversationId));
  cache.readAgain(listThread, here);
  cache.readAgain(listReaders, here);
  cache.update(listConversations, (listed) => (listed.personId === personId ? 'readAgain' : listed));
  cache.update(unreadTotal, (held) => (held.personId === personId ? 'readAgain' : held));
});

const onLinksChanged = onPush(linksChanged, ({ conversationId, seq }, cache) => {
  cache.readAgain(readLinkCard, (input) => input.conversationId === conversationId && input.seq === seq);
  cache.readAgain(listLinks, (input) => input.conversationId === conversationId);
});

const onVoiceHeard = onPush(voiceHeard, ({ conversationId, seq }, cache) =>
  changeRow(cache, conversationId, seq, (row) => (row.heard === undefined ? row : { ...row, heard: true })),
);

const onKeptChanged = onPush(keptChanged, (_, cache) => cache.readAgain(listKept));

/** Of what only the conversation itself shows: who is what in it, and who may write. */
const readsConversation = [
  directClosed,
  groupDissolved,
  memberRoleSet,
  groupTransferred,
  groupSilenced,
  memberSilenced,
  announcementSet,
  messagePinned,
  groupRulesSet,
].map((event) =>
  onPush(event, ({ conversationId }, cache) =>
    cache.readAgain(readConversation, (input) => input.conversationId === conversationId),
  ),
);

/** What was found shows the last message and the unread count too; it is looked for again while it is on screen. */
const readsFound = [
  messageSent,
  messageRecalled,
  messageRemoved,
  messageEdited,
  messageLabelled,
  readMoved,
  conversationMarked,
  groupRenamed,
  applicationChatRenamed,
  conversationOpened,
  membersAdded,
  memberLeft,
].map((event: EventContract) => onPush(event, (_, cache) => cache.readAgain(findConversations)));

export const cacheRules: readonly CacheRule[] = [
  onMessageLabelled,
  onConversationLabelled,
  onMessageSent,
  onMessageRecalled,
  onReadMoved,
  onConversationMarked,
  ...onRenamed,
  onConversationOpened,
  onMembersAdded,
  onMemberLeft,
  onMessageRemoved,
  onMessageEdited,
  onReactionChanged,
  onKeptChanged,
  onLinksChanged,
  onVoiceHeard,
  ...readsFound,
  ...readsConversation,
  ...composeRules,
];
