import { moduleContract } from '#kernel/contract/module-contract.ts';
import * as applications from './applications.ts';
import { applicationChanged, deliveriesChanged } from './events.ts';
import * as failures from './failures.ts';
import { readEvents } from './feed.ts';
import * as permissions from './permissions.ts';
import * as scim from './scim.ts';
import * as settings from './settings.ts';
import * as webhooks from './webhooks.ts';

/** All that can be said of applications that are connected 对接. */
export const integrationsContract = moduleContract({
  name: 'integrations',
  title: { zh: '对接', en: 'Integrations' },
  operations: [
    applications.listApplications,
    applications.listOffers,
    applications.proposeApplication,
    applications.decideApplication,
    applications.stopApplication,
    applications.askForKey,
    applications.decideKey,
    applications.fetchKey,
    applications.stopKey,
    webhooks.listDeliveries,
    webhooks.renewSecret,
    webhooks.testWebhook,
    webhooks.sendAgain,
    readEvents,
    ...Object.values(scim),
  ],
  events: [applicationChanged, deliveriesChanged],
  permissions: Object.values(permissions),
  failures: Object.values(failures),
  settings: Object.values(settings),
});
