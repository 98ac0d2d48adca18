import { sql } from 'kysely';
import { type Subscriber, subscriber } from '#kernel/server/define-module.ts';
import * as directory from '#modules/directory/contract/events.ts';
import { listPlannedChanges } from '#modules/directory/contract/people.ts';
import { findOpenHandOvers } from '../find-open-hand-overs.ts';
import { groupsWhere, ledBy } from '../group-rows.ts';
import type { Command, GroupsTables } from '../groups-tables.ts';
import { beginHandOver, replaceLeaver } from '../hand-over-steps.ts';
import { proposeSuccessor } from '../people-changes/propose-successor.ts';
import { recountEverything, recountExpected } from '../recount-expected.ts';
import { follow } from '../settle.ts';

const on = subscriber<GroupsTables>();

/** One person changed: only this person's place in groups is reckoned anew. */
async function followPerson(context: Command, personId: string): Promise<void> {
  await follow(context, await recountExpected(context, { personIds: [personId] }));
}

/** The structure changed: everybody's is, by sets of groups. */
async function followStructure(context: Command): Promise<void> {
  await follow(context, await recountEverything(context));
}

const onPersonJoined = on('groups.onPersonJoined', directory.personJoined, (context, { facts }) =>
  followPerson(context, facts.personId),
);

/** Only what rules look at: a new phone number moves nobody. */
const onPersonChanged = on('groups.onPersonChanged', directory.personChanged, async (context, { facts }) => {
  if (facts.fields.some((field) => ['jobTitle', 'staffType', 'employerId'].includes(field))) {
    await followPerson(context, facts.personId);
  }
});

/** A leader who was transferred out of a group's scope hands over within the workdays of its kind (S2 13). */
const onPersonMoved = on('groups.onPersonMoved', directory.personMoved, async (context, { facts: { personId } }) => {
  await followPerson(context, personId);
  await handOverLeft(context, personId);
});

async function handOverLeft(context: Command, personId: string): Promise<void> {
  const led = await groupsWhere(
    context.db,
    sql<boolean>`g.state = 'active' and g.has_rule and ${ledBy(personId, 'first')}
      and not exists (select from groups.expected x where x.conversation_id = g.conversation_id and x.person_id = ${personId}::uuid)`,
    'lock',
  );
  for (const group of led) await beginHandOver(context, group, { fromId: personId, why: 'transfer' });
}

const onPostHolderChanged = on('groups.onPostHolderChanged', directory.postHolderChanged, (context, { facts }) =>
  followPerson(context, facts.personId),
);

const onHeadChanged = on('groups.onHeadChanged', directory.headChanged, async (context, { facts }) => {
  const personIds = [...new Set([...facts.personIds, ...facts.beforeIds])];
  await follow(context, await recountExpected(context, { personIds }));
});

const onDepartmentMoved = on('groups.onDepartmentMoved', directory.departmentMoved, followStructure);
const onDepartmentRemoved = on('groups.onDepartmentRemoved', directory.departmentRemoved, followStructure);
const onStructureImported = on('groups.onStructureImported', directory.structureImported, followStructure);

/** Everything at once; then every leader whom it moved out of a scope hands over, as after a single transfer. */
const onStructureReorganised = on(
  'groups.onStructureReorganised',
  directory.structureReorganised,
  async (context, { facts: { personIds } }) => {
    await followStructure(context);
    const { rows } = await sql<{ person_id: string }>`
      select distinct l.person_id from groups.leader l
      where l.rank = 0 and l.person_id = any(${sql.val(personIds)}::uuid[])`.execute(context.db);
    for (const { person_id } of rows) await handOverLeft(context, person_id);
  },
);

/** Somebody is to leave, or no longer: the groups that he leads are to be handed over before, all at once (G8). */
const onChangePlanned = on('groups.onChangePlanned', directory.changePlanned, async (context, { facts }) => {
  const personId = facts.subjectId;
  const led = await groupsWhere(context.db, sql<boolean>`g.state = 'active' and ${ledBy(personId, 'first')}`, 'lock');
  if (led.length === 0) return;
  const { rows } = await context.read(listPlannedChanges, { personId });
  const leaving = rows.find((row) => row.kind === 'markLeft' && row.state === 'waiting');
  if (leaving) {
    for (const group of led)
      await beginHandOver(context, group, { fromId: personId, why: 'leaving', dueOn: leaving.on });
    await proposeSuccessor(context, personId);
  } else {
    await sql`update groups.hand_over set state = 'dropped', ended_at = ${context.now.toString()}
      where from_id = ${personId}::uuid and why = 'leaving' and state = 'open'`.execute(context.db);
  }
});

const onSuccessorNamed = on('groups.onSuccessorNamed', directory.successorNamed, (context, { facts }) =>
  proposeSuccessor(context, facts.personId),
);

const onPersonLeft = on('groups.onPersonLeft', directory.personLeft, async (context, { facts }) => {
  const { personId, successorId } = facts;
  const led = await groupsWhere(context.db, sql<boolean>`g.state = 'active' and ${ledBy(personId)}`, 'lock');
  // The hourly look may come after the day.
  await findOpenHandOvers(context, personId);
  for (const group of led) await replaceLeaver(context, group, personId, successorId);
  await sql`delete from groups.guest where person_id = ${personId}::uuid`.execute(context.db);
  await sql`update groups.join_ask set state = 'dropped', answered_at = ${context.now.toString()}
    where person_id = ${personId}::uuid and state = 'open'`.execute(context.db);
  await sql`delete from groups.adoption where leader_id = ${personId}::uuid`.execute(context.db);
  await followPerson(context, personId);
});

/** What the directory tells that moves people in and out of groups, or their leaders. */
export const directorySubscribers: readonly Subscriber[] = [
  onPersonJoined,
  onPersonChanged,
  onPersonMoved,
  onPostHolderChanged,
  onHeadChanged,
  onDepartmentMoved,
  onDepartmentRemoved,
  onStructureImported,
  onStructureReorganised,
  onChangePlanned,
  onSuccessorNamed,
  onPersonLeft,
];
