import type { EventContract } from '#kernel/contract/event.ts';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { Grant } from '../contract/definition.ts';

type Contracts = readonly ModuleContract[];

/** The permissions that open something to a program, with the names of what they open. */
export function offeredPermissions(contracts: Contracts): { permission: PermissionContract; operations: string[] }[] {
  const offered = new Map<string, { permission: PermissionContract; operations: string[] }>();
  for (const { access, byApplications, name } of contracts.flatMap(({ operations }) => operations)) {
    if (!byApplications || typeof access === 'string') continue;
    const found = offered.get(access.name) ?? { permission: access, operations: [] };
    found.operations.push(name);
    offered.set(access.name, found);
  }
  return [...offered.values()];
}

/** The reaches that make sense for a program, which belongs to no department and has nothing of its own. */
export const reachesFor = (permission: PermissionContract): Grant['reach'][] =>
  (['listed', 'employer', 'company'] as const).filter(
    (reach) =>
      permission.reaches.includes(reach) || (reach === 'listed' && permission.reaches.includes('departmentTree')),
  );

/** What people say, keep, report and are told: theirs (A6), whoever agrees to something else. */
const personal = new Set([
  'messaging',
  'notifications',
  'files',
  'bots',
  'feedback',
  'content',
  'transfers',
  'privacy',
]);

/**
 * The events that an application may be let see: those told to the company, an employer or the people they concern. What
 * is told to nobody, in a conversation, or only to who manages a part of the platform, stays inside.
 */
export function offeredKinds(contracts: Contracts): { module: ModuleContract; event: EventContract }[] {
  return contracts.flatMap((module) => (personal.has(module.name) ? [] : kindsOf(module)));
}

const kindsOf = (module: ModuleContract) =>
  module.events.flatMap((event) => (isOffered(audienceOf(event)) ? [{ module, event }] : []));

const open = /^(company|employer|person)$/;

function isOffered(audience: readonly string[]): boolean {
  return audience.length > 0 && audience.every((kind) => open.test(kind));
}

/** What comes before the colon of an event's topics, for facts of which nothing is known yet. */
function audienceOf(event: EventContract): string[] {
  try {
    return event.topics(anything() as never).map((topic) => topic.split(':', 1)[0] ?? '');
  } catch {
    return [];
  }
}

/** Facts whatever their shape: every part is there, and every list has one. */
function anything(): unknown {
  const part: object = new Proxy(
    Object.assign(() => part, {}),
    {
      get: (_, name) => {
        if (name === Symbol.toPrimitive) return () => 'x';
        if (name === Symbol.iterator) return [][Symbol.iterator].bind([part]);
        if (name === 'map' || name === 'flatMap' || name === 'filter') return Array.prototype[name].bind([part]);
        return part;
      },
      apply: () => part,
    },
  );
  return part;
}
