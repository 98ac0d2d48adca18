import { serverModule } from '#kernel/server/define-module.ts';
import { managersTopic } from '../contract/events.ts';
import { integrationsContract } from '../contract/integrations-contract.ts';
import { manageApplications } from '../contract/permissions.ts';
import { applicationKeys } from './application-keys.ts';
import { askForKey } from './commands/ask-for-key.ts';
import { decideApplication } from './commands/decide-application.ts';
import { decideKey } from './commands/decide-key.ts';
import { fetchKey } from './commands/fetch-key.ts';
import { proposeApplication } from './commands/propose-application.ts';
import { renewSecret } from './commands/renew-secret.ts';
import { scimCreate } from './commands/scim-create.ts';
import { scimPatch } from './commands/scim-patch.ts';
import { scimRemove } from './commands/scim-remove.ts';
import { scimReplace } from './commands/scim-replace.ts';
import { sendAgain } from './commands/send-again.ts';
import { stopApplication } from './commands/stop-application.ts';
import { stopKey } from './commands/stop-key.ts';
import { testWebhook } from './commands/test-webhook.ts';
import { feedGateway } from './feed/feed-gateway.ts';
import { noOfficesByApplications } from './guards/no-offices-by-applications.ts';
import { onApplicationChanged } from './on/on-application-changed.ts';
import { webhookCalls } from './outside/webhook-calls.ts';
import { listApplications } from './queries/list-applications.ts';
import { listDeliveries } from './queries/list-deliveries.ts';
import { listOffers } from './queries/list-offers.ts';
import { readEvents } from './queries/read-events.ts';
import { scimList } from './queries/scim-list.ts';
import { scimRead } from './queries/scim-read.ts';
import { forgetDeliveries } from './recurring/forget-deliveries.ts';
import { warnOfKeys } from './recurring/warn-of-keys.ts';
import { scimGateway } from './scim/scim-gateway.ts';
import { expireProposal } from './timers/expire-proposal.ts';
import { expireWish } from './timers/expire-wish.ts';
import { lapseKey } from './timers/lapse-key.ts';

/** The server face of integrations. */
export const integrationsServer = serverModule({
  contract: integrationsContract,
  handlers: [
    listApplications,
    listOffers,
    proposeApplication,
    decideApplication,
    stopApplication,
    askForKey,
    decideKey,
    fetchKey,
    stopKey,
    listDeliveries,
    renewSecret,
    testWebhook,
    sendAgain,
    readEvents,
    scimList,
    scimRead,
    scimCreate,
    scimReplace,
    scimPatch,
    scimRemove,
  ],
  guards: noOfficesByApplications,
  outside: [webhookCalls],
  subscribers: [onApplicationChanged],
  timers: [expireProposal, expireWish, lapseKey],
  recurring: [forgetDeliveries, warnOfKeys],
  gateways: [scimGateway, feedGateway],
  applicationKeys,
  topicsOf: async (_db, _personId, reaches) => (reaches.has(manageApplications.name) ? [managersTopic] : []),
  migrations: new URL('./migrations/', import.meta.url),
});
