import { type CacheRule, onPush } from '#kernel/contract/cache.ts';
import { listAnswers, listAsked } from '../contract/answers.ts';
import { listBroadcasts, listRecipients } from '../contract/broadcasts.ts';
import {
  answerGiven,
  answersAsked,
  answersMissing,
  broadcastMoved,
  draftSaved,
  forwardConsentMoved,
  privacySet,
  scheduledChanged,
} from '../contract/compose-events.ts';
import { listDrafts } from '../contract/drafts.ts';
import {
  groupRenamed,
  memberLeft,
  messageEdited,
  messageRecalled,
  messageRemoved,
  readMoved,
} from '../contract/events.ts';
import { listForwardConsents } from '../contract/forward-consents.ts';
import { readPrivacy } from '../contract/reminders.ts';
import { listScheduled, readScheduled } from '../contract/scheduled.ts';

const isOf = (conversationId: string) => (row: { conversationId: string }) => row.conversationId === conversationId;

const answersMove = [answersAsked, answerGiven, answersMissing].map((event) =>
  onPush(event, ({ conversationId, seq }, cache) => {
    cache.readAgain(listAsked);
    cache.readAgain(listAnswers, (input) => input.conversationId === conversationId && input.seq === seq);
  }),
);

/** What lists show of messages changes with them. */
const messagesMove = [messageEdited, messageRecalled, messageRemoved].map((event) =>
  onPush(event, ({ conversationId, seq }, cache) => {
    cache.update(listAsked, (held) => (held.rows.some(isOf(conversationId)) ? 'readAgain' : held));
    cache.update(listForwardConsents, (held) => (held.rows.some(isOf(conversationId)) ? 'readAgain' : held));
    cache.readAgain(listAnswers, (input) => input.conversationId === conversationId && input.seq === seq);
  }),
);

/** How what is pushed changes drafts, what is scheduled, asked, consented to and sent to many. */
export const composeRules: readonly CacheRule[] = [
  onPush(draftSaved, (_, cache) => cache.readAgain(listDrafts)),
  onPush(scheduledChanged, (_, cache) => {
    cache.readAgain(listScheduled);
    cache.readAgain(readScheduled);
  }),
  ...answersMove,
  ...messagesMove,
  onPush(forwardConsentMoved, (_, cache) => cache.readAgain(listForwardConsents)),
  onPush(privacySet, (_, cache) => cache.readAgain(readPrivacy)),
  onPush(broadcastMoved, (_, cache) => {
    cache.readAgain(listBroadcasts);
    cache.readAgain(listRecipients);
  }),
  onPush(readMoved, (_, cache) => {
    cache.readAgain(listBroadcasts);
    cache.readAgain(listRecipients);
  }),
  onPush(groupRenamed, ({ conversationId }, cache) => {
    cache.update(listScheduled, (held) => (held.rows.some(isOf(conversationId)) ? 'readAgain' : held));
    cache.readAgain(readScheduled);
    cache.update(listAsked, (held) => (held.rows.some(isOf(conversationId)) ? 'readAgain' : held));
    cache.update(listForwardConsents, (held) => (held.rows.some(isOf(conversationId)) ? 'readAgain' : held));
  }),
  onPush(memberLeft, ({ conversationId }, cache) => {
    cache.readAgain(listDrafts);
    cache.readAgain(listAsked);
    cache.readAgain(listForwardConsents);
    cache.readAgain(listAnswers, (input) => input.conversationId === conversationId);
  }),
];
