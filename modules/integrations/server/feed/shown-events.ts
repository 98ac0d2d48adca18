import { type QueryExecutorProvider, sql } from 'kysely';
import type { EventContract } from '#kernel/contract/event.ts';
import type { ModuleContract } from '#kernel/contract/module-contract.ts';
import { noReach } from '#kernel/server/authority.ts';
import type { Reach } from '#kernel/server/context.ts';
import { eventsAfter } from '#kernel/server/events/events-after.ts';
import type { Definition } from '../../contract/definition.ts';
import type { ShownEvent } from '../../contract/feed.ts';
import { readEvents } from '../../contract/permissions.ts';
import { reachesOf } from '../reaches-of.ts';

interface From {
  readonly db: QueryExecutorProvider;
  readonly contracts: readonly ModuleContract[];
}
interface Application {
  readonly applicationId: string;
  readonly definition: Definition;
}

const open = /^(company$|employer:|person:)/;

/**
 * The events after a number that an application may see, in the shape that a viewer without anything of its own gets;
 * `scanned`: how many were looked at, `upTo`: the number of the last of them. `most`: how many are looked at at most.
 */
export async function shownEvents(
  { db, contracts }: From,
  application: Application,
  after: number,
  most: number,
): Promise<{ readonly events: readonly ShownEvent[]; readonly upTo: number; readonly scanned: number }> {
  const { applicationId, definition } = application;
  const reach = reachesOf(definition).get(readEvents.name) ?? noReach;
  const known = contractsOf(contracts, definition.kinds);
  const logged = await eventsAfter(db, after, most);
  const concerned = logged.flatMap((event) => {
    const contract = known.get(`${event.name} ${event.version}`);
    if (!contract || event.facts === null) return [];
    const topics = contract.topics(event.facts as never);
    // Content of conversations, and what only a part of the platform is told, stays inside whatever was agreed.
    return topics.length > 0 && topics.every((topic) => open.test(topic)) ? [{ event, contract, topics }] : [];
  });
  const people = concerned.flatMap(({ topics }) => topics.filter(isPerson).map(idOf));
  const reached = await peopleWithin(db, reach, [...new Set(people)]);
  const isReached = (topic: string) =>
    reach.company ||
    topic === 'company' ||
    (isPerson(topic) ? reached.has(idOf(topic)) : reach.employerIds.includes(idOf(topic)));
  const isNothing = reach === noReach;
  const events = concerned.flatMap(({ event, contract, topics }): ShownEvent[] => {
    if (isNothing || !topics.some(isReached)) return [];
    const base = { number: event.number, name: event.name, version: event.version, at: event.at };
    if (contract.pushes === 'readAgain') return [base];
    const facts = contract.pushes(event.facts, { personId: applicationId, employerId: '' });
    return facts === null ? [] : [{ ...base, facts }];
  });
  return { events, upTo: logged.at(-1)?.number ?? after, scanned: logged.length };
}

const isPerson = (topic: string) => topic.startsWith('person:');
const idOf = (topic: string) => topic.slice(topic.indexOf(':') + 1);

function contractsOf(
  contracts: readonly ModuleContract[],
  kinds: readonly string[],
): ReadonlyMap<string, EventContract> {
  const wanted = new Set(kinds);
  const events = contracts.flatMap((module) => module.events).filter(({ name }) => wanted.has(name));
  return new Map(events.map((event) => [`${event.name} ${event.version}`, event]));
}

async function peopleWithin(
  db: QueryExecutorProvider,
  reach: Reach,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (reach.company || ids.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select p.id from directory.published_person p where p.id = any(${sql.val(ids)}::uuid[]) and (
      p.employer_id = any(${sql.val(reach.employerIds)}::uuid[]) or exists (
        select from directory.published_membership m
        join directory.published_department_tree t on t.descendant_id = m.department_id
        where m.person_id = p.id and t.ancestor_id = any(${sql.val(reach.departmentTreeIds)}::uuid[])))`.execute(db);
  return new Set(rows.map(({ id }) => id));
}
