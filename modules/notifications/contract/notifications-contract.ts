import { extend } from '#kernel/contract/extension-point.ts';
import { moduleContract } from '#kernel/contract/module-contract.ts';
import { retention } from '#kernel/contract/retention.ts';
import { channelFailures } from './channel-failures.ts';
import * as channels from './channel-operations.ts';
import * as events from './events.ts';
import { acknowledge, countUnread, listNotices, markAllRead, markRead, notify, withdrawNotices } from './operations.ts';
import { manageChannels, sendNotices } from './permissions.ts';
import { sendPhoneCode } from './phone-code.ts';
import * as preferences from './preference-operations.ts';
import { eraseNotices, notificationsRetention, reviewNotices } from './retention.ts';
import { outsideRules } from './settings.ts';

export const notificationsContract = moduleContract({
  name: 'notifications',
  title: { zh: '提醒', en: 'Notifications' },
  operations: [
    notify,
    withdrawNotices,
    listNotices,
    countUnread,
    acknowledge,
    markRead,
    markAllRead,
    channels.listChannels,
    channels.saveChannel,
    channels.proposeChannelAddresses,
    channels.confirmChannelAddresses,
    channels.testChannel,
    channels.listKindRules,
    channels.saveKindRule,
    channels.listDeliveries,
    channels.readAttempts,
    channels.retryDeliveries,
    channels.reportDelivery,
    channels.readReach,
    channels.stopDeliveries,
    preferences.readPreferences,
    preferences.savePreference,
    preferences.saveQuiet,
    preferences.subscribePush,
    preferences.unsubscribePush,
    sendPhoneCode,
    reviewNotices,
    eraseNotices,
  ],
  events: [
    events.noticesSent,
    events.noticeDelivered,
    events.noticesRead,
    events.noticesWithdrawn,
    events.noticesErased,
    events.noticeUndelivered,
    events.deliveriesMoved,
    events.channelsChanged,
    events.preferencesChanged,
  ],
  permissions: [sendNotices, manageChannels],
  settings: [outsideRules],
  failures: Object.values(channelFailures),
  extensions: [extend(retention, notificationsRetention)],
});
