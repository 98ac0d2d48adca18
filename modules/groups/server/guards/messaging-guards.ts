import { sql } from 'kysely';
import { type FailureContract, refuse } from '#kernel/contract/failure.ts';
import { type Guard, guard } from '#kernel/server/define-module.ts';
import { addMembers, createGroup, leaveGroup, renameGroup } from '#modules/messaging/contract/conversations.ts';
import {
  clearAnnouncement,
  dissolveGroup,
  postAnnouncement,
  removeMember,
  removeMessage,
  setMemberRole,
  silenceGroup,
  silenceMember,
  transferGroup,
} from '#modules/messaging/contract/group-tools.ts';
import * as failures from '../../contract/failures.ts';
import type { GroupKind } from '../../contract/group-kind.ts';
import { mostFree } from '../../contract/settings.ts';
import { ownNameIn, patternInWords } from '../../domain/group-name.ts';
import { checkFreeName } from '../free-name.ts';
import { type Group, groupsWhere, nameFactsOf } from '../group-rows.ts';
import type { GroupsTables, Query } from '../groups-tables.ts';
import { loadKind } from '../load-kinds.ts';
import { requireRoom } from '../room-in.ts';

/** The governed group, where a person (and no process) does something to it. Whether he is a member, messaging says. */
async function governed(
  context: Query,
  conversationId: string,
): Promise<{ group: Group; personId: string } | undefined> {
  if (context.actor.kind !== 'person') return undefined;
  const [group] = await groupsWhere(context.db as never, sql<boolean>`g.conversation_id = ${conversationId}::uuid`);
  return group?.state === 'active' ? { group, personId: context.actor.personId } : undefined;
}

async function expectedOf(context: Query, conversationId: string, personIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`select person_id from groups.expected
    where conversation_id = ${conversationId}::uuid and person_id = any(${sql.val(personIds)}::uuid[])`.execute(
    context.db,
  );
  return new Set(rows.map((row) => row.person_id));
}

/** A group that nobody asked for is small enough, and bears no name of a governed one (G2). */
const freelyCreated = guard<GroupsTables>()('groups.freelyCreated', createGroup, async (context, input) => {
  if (context.actor.kind !== 'person') return;
  const most = await context.setting(mostFree);
  if (new Set([...input.personIds, context.actor.personId]).size > most)
    throw refuse(failures.tooManyForFree, { most });
  await checkFreeName(context, input.name);
});

/** A governed group keeps to its pattern, and its leaders rename it; any other doesn't take such a name (G3). */
const renamed = guard<GroupsTables>()('groups.renamed', renameGroup, async (context, { conversationId, name }) => {
  if (context.actor.kind !== 'person') return;
  const found = await governed(context, conversationId);
  if (!found) return await checkFreeName(context, name);
  const { group, personId } = found;
  if (!group.leader_ids.includes(personId)) throw refuse(failures.onlyLeaders);
  const kind = await loadKind(context.db as never, group.kind);
  const facts = nameFactsOf(group);
  if (ownNameIn(kind, facts, name) === null) {
    throw refuse(failures.nameOffPattern, { pattern: patternInWords(kind, facts) });
  }
  const { rows } = await sql`select from groups.governed where lower(name) = lower(${name.trim()}) and state = 'active'
    and conversation_id <> ${conversationId}::uuid`.execute(context.db);
  if (rows.length > 0) throw refuse(failures.nameTaken, { name });
});

/** Strangers aren't added (G6): only leaders add, and by a rule only whom it names. */
const added = guard<GroupsTables>()('groups.added', addMembers, async (context, { conversationId, personIds }) => {
  const found = await governed(context, conversationId);
  if (!found) return;
  if (!found.group.leader_ids.includes(found.personId)) throw refuse(failures.onlyLeaders);
  await requireRoom(context, conversationId, await loadKind(context.db as never, found.group.kind), personIds.length);
  if (!found.group.has_rule) return;
  const belong = await expectedOf(context, conversationId, personIds);
  const strangers = personIds.filter((id) => !belong.has(id));
  if (strangers.length === 0) return;
  const { rows } = await sql<{ name: string }>`select name from directory.published_person
    where id = any(${sql.val(strangers)}::uuid[]) order by sort_key limit 10`.execute(context.db);
  throw refuse(failures.outsiders, { names: rows.map((row) => row.name) });
});

/** Who belongs in stays in, and a leader hands over first (G6, G8). */
const left = guard<GroupsTables>()('groups.left', leaveGroup, async (context, { conversationId }) => {
  const found = await governed(context, conversationId);
  if (!found) return;
  if (found.group.leader_ids.includes(found.personId)) throw refuse(failures.leaderHandsOver);
  if ((await expectedOf(context, conversationId, [found.personId])).size > 0) throw refuse(failures.belongsIn);
});

const removed = guard<GroupsTables>()('groups.removed', removeMember, async (context, { conversationId, personId }) => {
  const found = await governed(context, conversationId);
  if (!found) return;
  if (found.group.leader_ids.includes(personId)) throw refuse(failures.governedElsewhere);
  if ((await expectedOf(context, conversationId, [personId])).size > 0) throw refuse(failures.governedElsewhere);
});

const elsewhere = (name: string, operation: Parameters<typeof refusing>[1], failure: FailureContract) =>
  refusing(name, operation, failure);

function refusing(
  name: string,
  operation: typeof dissolveGroup | typeof transferGroup | typeof setMemberRole,
  failure: FailureContract,
): Guard {
  return guard<GroupsTables>()(name, operation, async (context, input) => {
    if (await governed(context, (input as { conversationId: string }).conversationId)) throw refuse(failure);
  });
}

/** A tool that the group's kind doesn't give its leaders is refused (G11); lifting a silence is always possible. */
function tool(
  name: string,
  operation:
    | typeof silenceGroup
    | typeof silenceMember
    | typeof removeMessage
    | typeof postAnnouncement
    | typeof clearAnnouncement,
  which: keyof GroupKind['tools'],
  lifts: (input: object) => boolean = () => false,
): Guard {
  return guard<GroupsTables>()(name, operation, async (context, input) => {
    const found = lifts(input) ? undefined : await governed(context, input.conversationId);
    if (!found) return;
    const kind = await loadKind(context.db as never, found.group.kind);
    if (!kind.tools[which]) throw refuse(failures.toolOff, { title: kind.title.zh });
  });
}

/** Roles, hand-over and dissolution of a governed group have their own ways here (G2, G4, G8). */
export const messagingGuards: readonly Guard[] = [
  freelyCreated,
  renamed,
  added,
  left,
  removed,
  elsewhere('groups.roleSet', setMemberRole, failures.governedElsewhere),
  elsewhere('groups.transferred', transferGroup, failures.governedElsewhere),
  elsewhere('groups.dissolvedByHand', dissolveGroup, failures.byRequestOnly),
  tool('groups.groupSilenced', silenceGroup, 'silence', (input) => 'silenced' in input && input.silenced === false),
  tool('groups.memberSilenced', silenceMember, 'silence', (input) => 'until' in input && input.until === null),
  tool('groups.messageRemoved', removeMessage, 'removeMessage'),
  tool('groups.announced', postAnnouncement, 'announce'),
  tool('groups.announcementCleared', clearAnnouncement, 'announce'),
];
