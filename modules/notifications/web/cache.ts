import { onPush } from '#kernel/contract/cache.ts';
import { listChannels, listDeliveries, listKindRules, readAttempts } from '../contract/channel-operations.ts';
import {
  channelsChanged,
  deliveriesMoved,
  noticeDelivered,
  noticesErased,
  noticesRead,
  noticesSent,
  noticesWithdrawn,
  preferencesChanged,
} from '../contract/events.ts';
import { countUnread, listNotices } from '../contract/operations.ts';
import { readPreferences } from '../contract/preference-operations.ts';

export const notificationsCache = [
  // The words of a new notice are made by the server, in the reader's language.
  onPush(noticesSent, (_sent, cache) => {
    cache.readAgain(countUnread);
    cache.readAgain(listNotices);
  }),
  onPush(noticeDelivered, ({ noticeId, at }, cache) =>
    cache.update(listNotices, (answer, { only }) => {
      if (!answer.rows.some((row) => row.noticeId === noticeId)) return answer;
      if (only !== 'undelivered') {
        const rows = answer.rows.map((row) => (row.noticeId === noticeId ? { ...row, deliveredAt: at } : row));
        return { ...answer, rows };
      }
      // A page that has a next one is filled up from there.
      if (answer.next !== undefined) return 'readAgain';
      return { ...answer, rows: answer.rows.filter((row) => row.noticeId !== noticeId) };
    }),
  ),
  onPush(noticesRead, ({ noticeIds, at }, cache) => {
    const read = new Set(noticeIds);
    cache.readAgain(countUnread);
    cache.update(listNotices, (answer, { only }) => {
      if (!answer.rows.some((row) => read.has(row.noticeId))) return answer;
      if (only !== 'unread') {
        const rows = answer.rows.map((row) => (read.has(row.noticeId) ? { ...row, readAt: at } : row));
        return { ...answer, rows };
      }
      if (answer.next !== undefined) return 'readAgain';
      return { ...answer, rows: answer.rows.filter((row) => !read.has(row.noticeId)) };
    });
  }),
  onPush(noticesWithdrawn, (_withdrawn, cache) => cache.readAgain(listNotices)),
  onPush(noticesErased, (_erased, cache) => {
    cache.readAgain(countUnread);
    cache.readAgain(listNotices);
  }),
  // Who may look at channels and deliveries reads them again; everybody's own choices stand beside what the company says.
  onPush(channelsChanged, (_changed, cache) => {
    cache.readAgain(listChannels);
    cache.readAgain(listKindRules);
    cache.readAgain(readPreferences);
  }),
  onPush(deliveriesMoved, (_moved, cache) => {
    cache.readAgain(listChannels);
    cache.readAgain(listDeliveries);
    cache.readAgain(readAttempts);
  }),
  onPush(preferencesChanged, (_changed, cache) => cache.readAgain(readPreferences)),
];
