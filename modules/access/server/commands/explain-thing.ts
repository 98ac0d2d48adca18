import { extensionsAt } from '#kernel/contract/extension-point.ts';
import type { OutputOf } from '#kernel/contract/operation.ts';
import type { PermissionContract } from '#kernel/contract/permission.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { CommandContext, ProcessContract } from '#kernel/server/context.ts';
import { handle } from '#kernel/server/define-module.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { type SeenThings, seenThings } from '#modules/directory/contract/why-seen.ts';
import * as contract from '../../contract/assignments.ts';
import { covers } from '../../domain/holders-of.ts';
import { type HeldRoles, waysTo } from '../../domain/resolve-reach.ts';
import { thingNamed } from '../../domain/thing-named.ts';
import type { AccessTables } from '../access-tables.ts';
import { loadCountedFrom } from '../counted-from.ts';
import { explainedPerson } from '../explained-person.ts';
import { loadHeldRoles } from '../held-roles.ts';
import { tellWays } from '../tell-ways.ts';

type Thing = OutputOf<SeenThings['read']>['things'][number];
type Told = OutputOf<typeof contract.explainThing>['things'][number];
type Context = CommandContext<AccessTables>;

/** Asks the modules about anybody; whose question may be asked has been decided before. */
const explaining: ProcessContract = { name: 'access.explaining', permissions: [managePeople] };

export const explainThing = handle<AccessTables>()(contract.explainThing, async (context, { personId, thing }) => {
  const person = await explainedPerson(context, personId);
  const named = thingNamed(thing);
  const { ids } = named;
  context.about('person', personId);
  for (const id of ids) context.about('thing', id);
  const holder = await holderOf(context, personId);
  const asked = await ask(context, personId, named);
  const things: Told[] = [];
  for (const one of asked) {
    const { asWith } = one;
    const others = asWith ? await ask(context, personId, { ids: asWith.ids, number: '', path: '' }) : [];
    const told = [await tell(context, holder, one)];
    for (const other of others) told.push(within(await tell(context, holder, other), other.what));
    things.push({
      what: one.what,
      because: told.flatMap(({ because }) => because),
      hidden: [...(asWith && others.length > 0 ? [asWith.rule] : []), ...told.flatMap(({ hidden }) => hidden)],
    });
  }
  return { person, things };
});

/** What every module says of what is named, one after another: none of them knows the others' things. */
async function ask(
  context: Context,
  personId: string,
  { ids, number, path }: ReturnType<typeof thingNamed>,
): Promise<Thing[]> {
  const things: Thing[] = [];
  if (ids.length === 0 && number === '') return things;
  for (const { read } of extensionsAt(seenThings, context.contracts))
    things.push(...(await context.readAs(explaining, read, { personId, ids: [...ids], number, path })).things);
  return things;
}

interface Holder {
  readonly personId: string;
  /** undefined: has left, and holds nothing. */
  readonly held: HeldRoles | undefined;
  readonly permissions: ReadonlyMap<string, PermissionContract>;
}

/** The person with the roles of this moment, and what permissions there are. */
async function holderOf(context: Context, personId: string): Promise<Holder> {
  const [held] = await loadHeldRoles(context.db, [personId], context.now);
  const permissions = context.contracts.flatMap((module) => module.permissions);
  return { personId, held, permissions: new Map(permissions.map((one) => [one.name, one])) };
}

/** Finds out which rules hold for the person, by their roles where a rule asks for a permission. */
async function tell(context: Context, { personId, held, permissions }: Holder, { what, ways }: Thing): Promise<Told> {
  const from = await loadCountedFrom(
    context.db,
    ways.flatMap(({ permission }) => permission?.of ?? []),
  );
  const because: Told['because'] = [];
  const hidden: Words[] = [];
  for (const { rule, since, until, permission, hides } of ways) {
    const of = permission?.of ?? null;
    const over = of === null ? undefined : from.get(of);
    const declared = permission && permissions.get(permission.name);
    const by =
      declared && held
        ? waysTo(declared, held).filter(
            ({ reach }) =>
              of === null || (reach.self && of === personId) || (over !== undefined && covers(reach, over)),
          )
        : [];
    if (hides) {
      if (by.length === 0) hidden.push(rule);
    } else if (permission === undefined || by.length > 0) {
      because.push({ rule, since: since ?? null, until: until ?? null, roles: await tellWays(context.db, by) });
    }
  }
  return { what, because, hidden: hidden.map(({ zh, en }) => ({ zh, en })) };
}

/** Rules of a thing that another one is seen with. */
const within = ({ because, hidden }: Told, what: Words): Told => {
  const named = (rule: Words) => ({ zh: `${what.zh}：${rule.zh}`, en: `${what.en}: ${rule.en}` });
  return {
    what: { ...what },
    because: because.map((one) => ({ ...one, rule: named(one.rule) })),
    hidden: hidden.map(named),
  };
};
