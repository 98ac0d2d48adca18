import { confirmChannelAddresses } from './commands/confirm-channel-addresses.ts';
import { proposeChannelAddresses } from './commands/propose-channel-addresses.ts';
import { reportDelivery } from './commands/report-delivery.ts';
import { retryDeliveries } from './commands/retry-deliveries.ts';
import { saveChannel } from './commands/save-channel.ts';
import { saveKindRule } from './commands/save-kind-rule.ts';
import { savePreference } from './commands/save-preference.ts';
import { saveQuiet } from './commands/save-quiet.ts';
import { stopDeliveries } from './commands/stop-deliveries.ts';
import { subscribePush } from './commands/subscribe-push.ts';
import { testChannel } from './commands/test-channel.ts';
import { unsubscribePush } from './commands/unsubscribe-push.ts';
import { onNoticesSent } from './on/on-notices-sent.ts';
import { onSessionsEnded } from './on/on-sessions-ended.ts';
import { deliveries } from './outside/deliveries.ts';
import { receipts } from './outside/receipts.ts';
import { listChannels } from './queries/list-channels.ts';
import { listDeliveries } from './queries/list-deliveries.ts';
import { listKindRules } from './queries/list-kind-rules.ts';
import { readAttempts } from './queries/read-attempts.ts';
import { readPreferences } from './queries/read-preferences.ts';
import { readReach } from './queries/read-reach.ts';
import { onUndelivered } from './timers/on-undelivered.ts';

/** The server face of the ways out of the app. */
export const outsideHandlers = [
  confirmChannelAddresses,
  proposeChannelAddresses,
  reportDelivery,
  retryDeliveries,
  saveChannel,
  saveKindRule,
  savePreference,
  saveQuiet,
  stopDeliveries,
  subscribePush,
  testChannel,
  unsubscribePush,
  listChannels,
  listDeliveries,
  listKindRules,
  readAttempts,
  readPreferences,
  readReach,
];
export const outsideSubscribers = [onNoticesSent, onSessionsEnded];
export const outsideTimers = [onUndelivered];
export const outsideWorks = [deliveries, receipts];
