import type { Actor, PersonActor } from '../../contract/actor.ts';
import type { ModuleContract } from '../../contract/module-contract.ts';
import type { PermissionContract } from '../../contract/permission.ts';
import type { Language } from '../../contract/words.ts';
import type { ApplicationAuthority } from '../applications.ts';
import type { PersonAuthority } from '../authority.ts';
import { fullReach, noReach } from '../authority.ts';
import type { Reach } from '../context.ts';

/** An actor together with what they may do in this request. */
export interface Principal {
  readonly actor: Actor;
  readonly language: Language;
  reachOf(permission: PermissionContract): Reach;
}

export function personPrincipal(actor: Actor, authority: PersonAuthority, language: Language): Principal {
  return { actor, language, reachOf: (permission) => authority.reaches.get(permission.name) ?? noReach };
}

/** Somebody who isn't here any more: of what is everybody's, the own part, and nothing else. */
export function ownPrincipal(
  { personId, employerId }: { readonly personId: string; readonly employerId: string },
  contracts: readonly ModuleContract[],
  language: Language,
): Principal {
  const reaches = contracts
    .flatMap(({ permissions }) => permissions)
    .filter(({ everybody }) => everybody !== undefined)
    .map(({ name }) => [name, { ...noReach, self: true }] as const);
  const actor: PersonActor = {
    ...{ kind: 'person', personId, employerId },
    ...{ sessionId: '00000000-0000-0000-0000-000000000000', strength: 'password', freshAt: '1970-01-01T00:00:00Z' },
  };
  return personPrincipal(actor, { employerId, language, reaches: new Map(reaches) }, language);
}

export function applicationPrincipal(authority: ApplicationAuthority, language: Language): Principal {
  const { applicationId, keyId, reaches } = authority;
  return {
    actor: { kind: 'application', applicationId, keyId },
    language,
    reachOf: (permission) => reaches.get(permission.name) ?? noReach,
  };
}

export function visitorPrincipal(language: Language): Principal {
  return { actor: { kind: 'visitor' }, language, reachOf: () => noReach };
}

/** The system under a process reaches everything, but only with the permissions that its process declares. */
export function systemPrincipal(
  process: string,
  permissions: readonly PermissionContract[] | 'all',
  because?: string,
): Principal {
  const names = permissions === 'all' ? undefined : new Set(permissions.map((permission) => permission.name));
  return {
    actor: { kind: 'system', process, ...(because ? { because } : {}) },
    language: 'zh',
    reachOf: (permission) => (!names || names.has(permission.name) ? fullReach : noReach),
  };
}

export function reachesAnything(reach: Reach): boolean {
  return (
    reach.company ||
    reach.self ||
    reach.employerIds.length > 0 ||
    reach.departmentIds.length > 0 ||
    reach.departmentTreeIds.length > 0
  );
}
