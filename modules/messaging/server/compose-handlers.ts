import { answerForward } from './commands/answer-forward.ts';
import { askToForward } from './commands/ask-to-forward.ts';
import { cancelScheduled } from './commands/cancel-scheduled.ts';
import { changeScheduled } from './commands/change-scheduled.ts';
import { confirmAsked } from './commands/confirm-asked.ts';
import { remindUnread } from './commands/remind-unread.ts';
import { saveDraft } from './commands/save-draft.ts';
import { savePrivacy } from './commands/save-privacy.ts';
import { scheduleMessage } from './commands/schedule-message.ts';
import { sendScheduled } from './commands/send-scheduled.ts';
import { startBroadcast } from './commands/start-broadcast.ts';
import { stopBroadcast } from './commands/stop-broadcast.ts';
import { listAnswers } from './queries/list-answers.ts';
import { listAsked } from './queries/list-asked.ts';
import { listBroadcasts } from './queries/list-broadcasts.ts';
import { listDrafts } from './queries/list-drafts.ts';
import { listForwardConsents } from './queries/list-forward-consents.ts';
import { listRecipients } from './queries/list-recipients.ts';
import { listScheduled } from './queries/list-scheduled.ts';
import { previewBroadcast } from './queries/preview-broadcast.ts';
import { readPrivacy } from './queries/read-privacy.ts';
import { readScheduled } from './queries/read-scheduled.ts';
import { onAnswerReminds } from './timers/on-answer-reminds.ts';
import { onAnswersEnd } from './timers/on-answers-end.ts';
import { onBroadcastBatch } from './timers/on-broadcast-batch.ts';
import { onScheduledDue } from './timers/on-scheduled-due.ts';

/** Drafts, scheduled sending, answers asked for, reminders, consent to forwarding, sending to many. */
export const composeHandlers = [
  saveDraft,
  listDrafts,
  scheduleMessage,
  changeScheduled,
  sendScheduled,
  cancelScheduled,
  listScheduled,
  readScheduled,
  confirmAsked,
  listAnswers,
  listAsked,
  remindUnread,
  savePrivacy,
  readPrivacy,
  askToForward,
  answerForward,
  listForwardConsents,
  previewBroadcast,
  startBroadcast,
  stopBroadcast,
  listBroadcasts,
  listRecipients,
];
export const composeTimers = [onScheduledDue, onAnswerReminds, onAnswersEnd, onBroadcastBatch];
