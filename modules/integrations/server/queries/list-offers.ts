import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/applications.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { offeredKinds, offeredPermissions, reachesFor } from '../offers.ts';

export const listOffers = handle<IntegrationsTables>()(contract.listOffers, async ({ contracts }) => ({
  permissions: offeredPermissions(contracts).map(({ permission, operations }) => ({
    name: permission.name,
    sentence: { ...permission.sentence },
    reaches: reachesFor(permission),
    important: permission.important,
    operations,
  })),
  kinds: offeredKinds(contracts).map(({ module, event }) => ({
    name: event.name,
    summary: { ...event.summary },
    module: { ...module.title },
  })),
}));
