import { refuse } from '#kernel/contract/failure.ts';
import { isNetwork } from '#kernel/server/outside/reachable-address.ts';
import type { Definition } from '../contract/definition.ts';
import { badNetwork, notForApplications } from '../contract/failures.ts';
import type { Command } from './integrations-tables.ts';
import { offeredKinds, offeredPermissions, reachesFor } from './offers.ts';

/** Refuses what an application can't be given: unknown permissions and events, reaches that a permission doesn't have, networks that are none. */
export function checkDefinition({ contracts }: Command, wanted: Definition): void {
  const permissions = new Map(offeredPermissions(contracts).map(({ permission }) => [permission.name, permission]));
  const kinds = new Set(offeredKinds(contracts).map(({ event }) => event.name));
  for (const { permission: name, reach, ids } of wanted.permissions) {
    const permission = permissions.get(name);
    const fits = permission && reachesFor(permission).includes(reach) && (reach === 'company') === (ids.length === 0);
    if (!fits) throw refuse(notForApplications, { name });
  }
  const unknown = wanted.kinds.find((name) => !kinds.has(name));
  if (unknown !== undefined) throw refuse(notForApplications, { name: unknown });
  const bad = [...wanted.networks, ...(wanted.webhook?.networks ?? [])].find((network) => !isNetwork(network));
  if (bad !== undefined) throw refuse(badNetwork, { network: bad });
}
