import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext } from '#kernel/server/context.ts';
import { groupClosed, notAGroup, notAMember, notLeader, notOwner, ownerStays } from '../contract/failures.ts';
import { leads, loadMembership, type Role } from './member-table.ts';
import type { MessagingTables } from './messaging-tables.ts';

/** A group, locked, for whoever acts in it. */
export interface ActedGroup {
  readonly id: string;
  readonly name: string | null;
  readonly owner_id: string | null;
  readonly last_seq: number;
  readonly member_count: number;
  readonly closed_at: string | null;
  readonly silenced: boolean;
  readonly announcement_seq: number | null;
  readonly forwarding: boolean;
  readonly calling_all: boolean;
  readonly forward_consent: boolean;
  readonly hide_text: boolean;
  /** Who acts; null: a process of a module above, for which no role counts. */
  readonly byId: string | null;
}

type Need = 'member' | 'leader' | 'owner';

/**
 * The group, locked, for a member of it who has the part that is needed, or for a process: `notFound` for anybody else,
 * `notAGroup` for what is none, `groupClosed` after it was dissolved (but for `evenClosed`).
 */
export async function loadGroup(
  context: Pick<CommandContext<MessagingTables>, 'db' | 'actor' | 'person'>,
  conversationId: string,
  need: Need = 'member',
  evenClosed?: 'evenClosed',
): Promise<ActedGroup> {
  const group = context.actor.kind === 'system' ? await forProcess() : await forMember();
  if (group.closed_at !== null && !evenClosed) throw refuse(groupClosed);
  return group;

  async function forMember(): Promise<ActedGroup> {
    const { personId } = context.person();
    const found = await loadMembership(context.db, conversationId, personId, 'lock');
    if (found.kind !== 'group') throw refuse(notAGroup);
    if (need === 'owner' && found.role !== 'owner') throw refuse(notOwner);
    if (need === 'leader' && !leads(found)) throw refuse(notLeader);
    return { ...found, byId: personId };
  }

  async function forProcess(): Promise<ActedGroup> {
    const { rows } = await sql<Omit<ActedGroup, 'byId'> & { kind: string }>`
      select id, kind, name, owner_id, last_seq, member_count, closed_at, silenced, announcement_seq, forwarding, calling_all,
        forward_consent, hide_text
      from messaging.conversation where id = ${conversationId} for no key update`.execute(context.db);
    const [found] = rows;
    if (!found) throw refuse(notFound);
    if (found.kind !== 'group') throw refuse(notAGroup);
    return { ...found, byId: null };
  }
}

/**
 * The role of another member whom something is to be done to. Refuses: who isn't in the group, the owner, and a deputy
 * unless the owner or a process acts.
 */
export async function roleOfOther(
  context: Pick<CommandContext<MessagingTables>, 'db'>,
  group: ActedGroup,
  personId: string,
): Promise<Role> {
  const { rows } = await sql<{ role: Exclude<Role, 'owner'> }>`
    select role from messaging.member
    where conversation_id = ${group.id} and person_id = ${personId} and left_at is null`.execute(context.db);
  const [member] = rows;
  if (!member) throw refuse(notAMember);
  if (personId === group.owner_id) throw refuse(ownerStays);
  if (member.role === 'deputy' && group.byId !== null && group.byId !== group.owner_id) throw refuse(notOwner);
  return member.role;
}
