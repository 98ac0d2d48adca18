import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { personUnknown } from '../contract/failures.ts';

export type Role = 'owner' | 'deputy' | 'member' | 'guest';

/** A conversation as one of its members sees it. */
export interface Membership {
  id: string;
  kind: 'direct' | 'group' | 'application';
  name: string | null;
  owner_id: string | null;
  other_id: string | null;
  application_id: string | null;
  last_seq: number;
  member_count: number;
  closed_at: string | null;
  joined_seq: number;
  read_seq: number;
  pinned: boolean;
  muted: boolean;
  marked_unread: boolean;
  /** Only the owner and deputies write. */
  silenced: boolean;
  announcement_seq: number | null;
  forwarding: boolean;
  calling_all: boolean;
  forward_consent: boolean;
  hide_text: boolean;
  role: Role;
  /** Of this member; counts while it is ahead. */
  silenced_until: string | null;
}

/**
 * The conversation, for who is a member of it; refuses with `notFound` for anybody else. There is no other way to a
 * conversation. With `lock`, nobody joins, leaves or sends before the commit.
 */
export async function loadMembership(
  db: QueryExecutorProvider,
  conversationId: string,
  personId: string,
  lock?: 'lock',
): Promise<Membership> {
  const { rows } = await sql<Membership>`
    select c.id, c.kind, c.name, c.owner_id,
      case when c.low_person_id = m.person_id then c.high_person_id else c.low_person_id end as other_id,
      c.application_id, c.last_seq, c.member_count, c.closed_at, m.joined_seq, m.read_seq, m.pinned, m.muted, m.marked_unread,
      c.silenced, c.announcement_seq, c.forwarding, c.calling_all, c.forward_consent, c.hide_text,
      case when c.owner_id = m.person_id then 'owner' else m.role end as role, m.silenced_until
    from messaging.member m join messaging.conversation c on c.id = m.conversation_id
    where m.conversation_id = ${conversationId} and m.person_id = ${personId} and m.left_at is null
    ${lock ? sql`for no key update of c` : sql``}`.execute(db);
  const [found] = rows;
  if (!found) throw refuse(notFound);
  return found;
}

/** Ids of the members now, in order. */
export async function memberIdsOf(db: QueryExecutorProvider, conversationId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from messaging.member where conversation_id = ${conversationId} and left_at is null
    order by person_id`.execute(db);
  return rows.map((row) => row.person_id);
}

/** Makes these people members from the message after `seq` on; who is one already stays as they are. Gives who is new. */
export async function addToConversation(
  db: QueryExecutorProvider,
  added: { conversationId: string; personIds: readonly string[]; seq: number; at: string },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    insert into messaging.member (conversation_id, person_id, joined_seq, joined_at, read_seq)
    select ${added.conversationId}::uuid, p.id, ${added.seq}::int, ${added.at}::timestamptz, ${added.seq}::int
    from unnest(${sql.val(added.personIds)}::uuid[]) as p(id)
    on conflict (conversation_id, person_id) do update
      set joined_seq = excluded.joined_seq, joined_at = excluded.joined_at, read_seq = excluded.read_seq, left_at = null,
        pinned = false, muted = false, role = 'member', guest_reason = null, guest_until = null, silenced_until = null, marked_unread = false
      where messaging.member.left_at is not null
    returning person_id`.execute(db);
  return rows.map((row) => row.person_id).sort();
}

/** Refuses unless all of these are active people of the directory. */
export async function requireActive(db: QueryExecutorProvider, personIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select w.id from unnest(${sql.val(personIds)}::uuid[]) as w(id)
    where not exists (select from directory.published_person p where p.id = w.id and p.active)`.execute(db);
  if (rows.length > 0) throw refuse(personUnknown, { personIds: rows.map((row) => row.id) });
}

/** Whether a member leads the group. */
export const leads = ({ role }: Pick<Membership, 'role'>): boolean => role === 'owner' || role === 'deputy';

/** Whether a member may write at this moment. */
export function mayWrite(member: Membership, now: Temporal.Instant): boolean {
  if (member.closed_at !== null) return false;
  if (member.silenced && !leads(member)) return false;
  return member.silenced_until === null || Temporal.Instant.compare(member.silenced_until, now) <= 0;
}
