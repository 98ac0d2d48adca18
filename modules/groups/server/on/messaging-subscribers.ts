import { sql } from 'kysely';
import { type Subscriber, subscriber } from '#kernel/server/define-module.ts';
import { groupRenamed, memberLeft, membersAdded } from '#modules/messaging/contract/events.ts';
import { ownNameIn } from '../../domain/group-name.ts';
import { groupsWhere, nameFactsOf } from '../group-rows.ts';
import type { Command, GroupsTables } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { recordHappening } from '../record-happening.ts';

const on = subscriber<GroupsTables>();

const groupOf = async (context: Command, conversationId: string) =>
  (await groupsWhere(context.db, sql<boolean>`g.conversation_id = ${conversationId}::uuid and g.state = 'active'`))[0];

/** What these people are called, for a line of the history. */
async function namesOf(context: Command, personIds: readonly string[]): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from directory.published_person
    where id = any(${sql.val(personIds)}::uuid[]) order by name`.execute(context.db);
  return rows.map(({ name }) => name).join('、');
}

/** A leader renamed it in the chat; the guard has seen that the name keeps to the pattern. */
const onGroupRenamed = on('groups.onGroupRenamed', groupRenamed, async (context, { facts }) => {
  const group = await groupOf(context, facts.conversationId);
  if (!group || group.name === facts.name) return;
  const own = ownNameIn(await loadKind(context.db, group.kind), nameFactsOf(group), facts.name);
  await sql`update groups.governed set name = ${facts.name}, own_name = ${own ?? facts.name}, revision = revision + 1
    where conversation_id = ${facts.conversationId}::uuid`.execute(context.db);
  await recordHappening(context, group, 'renamed', { name: facts.name });
});

/** Whoever is out is no guest any more, whether the day came, a leader ended it, or he went by himself. */
const onMemberLeft = on('groups.onMemberLeft', memberLeft, async (context, { facts }) => {
  const { rows } = await sql`delete from groups.guest
    where conversation_id = ${facts.conversationId}::uuid and person_id = ${facts.personId}::uuid returning 1`.execute(
    context.db,
  );
  const group = await groupOf(context, facts.conversationId);
  if (group && (rows.length > 0 || facts.byId !== null || !facts.removed)) {
    const what = rows.length > 0 ? 'guestEnded' : facts.removed ? 'takenOut' : 'wentOut';
    await recordHappening(context, group, what, { name: await namesOf(context, [facts.personId]) });
  }
});

const onMembersAdded = on('groups.onMembersAdded', membersAdded, async (context, { facts }) => {
  if (facts.byId === null) return;
  const group = await groupOf(context, facts.conversationId);
  if (group) await recordHappening(context, group, 'cameIn', { name: await namesOf(context, facts.personIds) });
});

/** What people do to governed groups in the chat. */
export const messagingSubscribers: readonly Subscriber[] = [onGroupRenamed, onMemberLeft, onMembersAdded];
