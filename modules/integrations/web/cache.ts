import { onPush } from '#kernel/contract/cache.ts';
import { listApplications } from '../contract/applications.ts';
import { applicationChanged, deliveriesChanged } from '../contract/events.ts';
import { listDeliveries } from '../contract/webhooks.ts';

export const integrationsCache = [
  onPush(applicationChanged, ({ applicationId }, cache) => {
    cache.readAgain(listApplications);
    cache.readAgain(listDeliveries, (input) => input.applicationId === applicationId);
  }),
  onPush(deliveriesChanged, ({ applicationId }, cache) => {
    cache.readAgain(listDeliveries, (input) => input.applicationId === applicationId);
    cache.readAgain(listApplications);
  }),
];
