import { type CacheHandle, type CacheRule, onPush } from '#kernel/contract/cache.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import { listConversations, readConversation, unreadTotal } from '../contract/conversations.ts';
import {
  announcementSet,
  conversationMarked,
  conversationOpened,
  directClosed,
  groupDissolved,
  groupRenamed,
  groupSilenced,
  groupTransferred,
  memberLeft,
  memberRoleSet,
  memberSilenced,
  membersAdded,
  messageRecalled,
  messageRemoved,
  messageSent,
  readMoved,
} from '../contract/events.ts';
import { listMessages, listReaders } from '../contract/messages.ts';
import { type ConversationRow, excerpt, type MessageRow } from '../contract/shapes.ts';

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

/** Changes a conversation of a held page; `'readAgain'` where the page can't say where the row stands afterwards. */
function changeListed(
  listed: Listed,
  conversationId: string,
  first: boolean,
  change: (row: ConversationRow) => ConversationRow,
): Listed | 'readAgain' {
  const at = listed.rows.findIndex((row) => row.conversationId === conversationId);
  const held = listed.rows[at];
  if (!held) return listed;
  const row = change(held);
  if (row.lastAt === held.lastAt && row.pinned === held.pinned) {
    return { ...listed, rows: listed.rows.map((other, place) => (place === at ? row : other)) };
  }
  // It moves: to another page, perhaps, and a cursor may stand on it.
  if (!first || (listed.next !== undefined && (at === listed.rows.length - 1 || held.pinned))) return 'readAgain';
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

const onMessageSent = onPush(messageSent, (facts, cache) => {
  const { conversationId, seq, senderId, at } = facts;
  cache.update(listMessages, (page, input) => {
    if (input.conversationId !== conversationId) return page;
    if (page.rows.some((row) => row.seq === seq)) return page;
    const lastSeq = Math.max(page.lastSeq, seq);
    const limit = input.limit ?? 50;
    const mine = senderId === page.personId;
    const row: MessageRow = {
      messageId: facts.messageId,
      seq,
      senderId,
      clientId: mine ? facts.clientId : null,
      kind: facts.kind,
      body: facts.body,
      at,
      ...(mine ? { audience: facts.audience } : {}),
    };
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
    return { ...held, lastSeq: Math.max(held.lastSeq, seq), readSeq };
  });
  cache.update(listConversations, (listed, { cursor }) => {
    const first = cursor === undefined;
    if (first && !listed.rows.some((row) => row.conversationId === conversationId)) return 'readAgain';
    return changeListed(listed, conversationId, first, (row) =>
      row.lastSeq >= seq
        ? row
        : {
            ...row,
            lastSeq: seq,
            lastAt: at,
            readSeq: senderId === listed.personId ? Math.max(row.readSeq, facts.senderReadSeq) : row.readSeq,
            last: { senderId, kind: facts.kind, text: excerpt(facts.body), recalled: false, removed: false },
          },
    );
  });
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

/** A message was recalled, or removed by a leader: its place stays. */
function emptied(conversationId: string, seq: number, removed: MessageRow['removed'], cache: CacheHandle): void {
  // Whoever was away when it was sent learns of the recall alone: the log no longer says that it was sent.
  cache.update(listMessages, (page, input) => {
    if (input.conversationId !== conversationId) return page;
    if (!page.rows.some((row) => row.seq === seq)) return seq > page.lastSeq ? 'readAgain' : page;
    return {
      ...page,
      rows: page.rows.map((row) => (row.seq === seq ? { ...row, body: null, ...(removed ? { removed } : {}) } : row)),
    };
  });
  cache.update(readConversation, (held) =>
    held.conversationId === conversationId && held.lastSeq < seq ? 'readAgain' : held,
  );
  cache.update(listConversations, (listed, { cursor }) => {
    const held = listed.rows.find((row) => row.conversationId === conversationId);
    if (held ? held.lastSeq < seq : cursor === undefined) return 'readAgain';
    return changeListed(listed, conversationId, false, (row) =>
      row.lastSeq === seq && row.last
        ? { ...row, last: { ...row.last, text: null, recalled: true, removed: removed !== undefined } }
        : row,
    );
  });
  cache.readAgain(unreadTotal);
}

const onMessageRecalled = onPush(messageRecalled, ({ conversationId, seq }, cache) =>
  emptied(conversationId, seq, undefined, cache),
);
const onMessageRemoved = onPush(messageRemoved, ({ conversationId, seq, byId, reason }, cache) =>
  emptied(conversationId, seq, { byId, reason }, cache),
);

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
      ? { ...held, readSeq: Math.max(held.readSeq, seq) }
      : held,
  );
  cache.update(listConversations, (listed) =>
    listed.personId === personId
      ? changeListed(listed, conversationId, false, (row) => ({ ...row, readSeq: Math.max(row.readSeq, seq) }))
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

const onConversationMarked = onPush(conversationMarked, ({ conversationId, pinned, muted }, cache) => {
  cache.update(readConversation, (held) =>
    held.conversationId === conversationId ? { ...held, pinned, muted } : held,
  );
  cache.update(listConversations, (listed, { cursor }) => {
    const held = listed.rows.find((row) => row.conversationId === conversationId);
    if (held?.pinned !== pinned && listed.next !== undefined) return 'readAgain';
    if (!held && cursor === undefined) return 'readAgain';
    return changeListed(listed, conversationId, cursor === undefined, (row) => ({ ...row, pinned, muted }));
  });
  cache.readAgain(unreadTotal);
});

const onGroupRenamed = onPush(groupRenamed, ({ conversationId, name }, cache) => {
  cache.update(readConversation, (held) => (held.conversationId === conversationId ? { ...held, name } : held));
  cache.update(listConversations, (listed) => changeListed(listed, conversationId, false, (row) => ({ ...row, name })));
});

const onConversationOpened = onPush(conversationOpened, ({ kind }, cache) => {
  // A direct conversation shows with its first message.
  if (kind === 'group') cache.readAgain(listConversations);
});

const onMembersAdded = onPush(membersAdded, ({ conversationId, personIds }, cache) => {
  cache.readAgain(readConversation, (input) => input.conversationId === conversationId);
  cache.update(listConversations, (listed) => (personIds.includes(listed.personId) ? 'readAgain' : listed));
});

const onMemberLeft = onPush(memberLeft, ({ conversationId, personId }, cache) => {
  const here = (input: { conversationId: string }) => input.conversationId === conversationId;
  cache.readAgain(readConversation, here);
  cache.readAgain(listMessages, here);
  cache.readAgain(listReaders, here);
  cache.update(listConversations, (listed) => (listed.personId === personId ? 'readAgain' : listed));
  cache.update(unreadTotal, (held) => (held.personId === personId ? 'readAgain' : held));
});

/** Of what only the conversation itself shows: who is what in it, and who may write. */
const readsConversation = [
  directClosed,
  groupDissolved,
  memberRoleSet,
  groupTransferred,
  groupSilenced,
  memberSilenced,
  announcementSet,
].map((event) =>
  onPush(event, ({ conversationId }, cache) =>
    cache.readAgain(readConversation, (input) => input.conversationId === conversationId),
  ),
);

export const cacheRules: readonly CacheRule[] = [
  onMessageSent,
  onMessageRecalled,
  onReadMoved,
  onConversationMarked,
  onGroupRenamed,
  onConversationOpened,
  onMembersAdded,
  onMemberLeft,
  onMessageRemoved,
  ...readsConversation,
];
