import { type RawBuilder, sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { standingOf } from '../application-standing.ts';
import { leads, loadMembership, mayWrite, memberIdsOf } from '../member-table.ts';
import type { MemberTable, MessagingTables } from '../messaging-tables.ts';

export const readConversation = handle<MessagingTables>()(
  contract.readConversation,
  async (context, { conversationId }) => {
    const { personId } = context.person();
    const found = await loadMembership(context.db, conversationId, personId);
    const application =
      found.application_id === null
        ? null
        : { applicationId: found.application_id, standing: await standingOf(context, found.application_id) };
    const mayReach = application === null || application.standing === 'takes';
    const open = found.kind === 'group' && found.closed_at === null;
    const { rows } = await sql<MemberTable>`
      select person_id, role, guest_reason, guest_until, silenced_until from messaging.member
      where conversation_id = ${conversationId} and left_at is null and (role <> 'member' or silenced_until is not null)
      order by person_id`.execute(context.db);
    return {
      conversationId,
      kind: found.kind,
      name: found.name,
      otherId: found.other_id,
      application,
      ownerId: found.owner_id,
      lastSeq: found.last_seq,
      personId,
      readSeq: found.read_seq,
      pinned: found.pinned,
      muted: found.muted,
      markedUnread: found.marked_unread,
      memberIds: await memberIdsOf(context.db, conversationId),
      role: found.kind === 'group' ? found.role : null,
      roles: rows.flatMap(({ person_id, role, guest_reason, guest_until }) =>
        role === 'member' || person_id === found.owner_id
          ? []
          : [
              {
                personId: person_id,
                role,
                guest: guest_reason && guest_until ? { reason: guest_reason, until: guest_until } : null,
              },
            ],
      ),
      silenced: found.silenced,
      silencedMembers: rows.flatMap(({ person_id, silenced_until }) =>
        silenced_until && Temporal.Instant.compare(silenced_until, context.now) > 0
          ? [{ personId: person_id, until: silenced_until }]
          : [],
      ),
      pinnedSeqs: await placesOf(sql<{ seq: number }>`
        select seq from messaging.pinned_message where conversation_id = ${conversationId} order by at desc, seq desc`),
      mentionSeqs: await placesOf(sql<{ seq: number }>`
        select distinct n.seq from messaging.mention n join messaging.message s
          on s.conversation_id = n.conversation_id and s.seq = n.seq
        where n.conversation_id = ${conversationId} and (n.person_id = ${personId} or n.person_id is null)
          and n.seq > ${found.read_seq} and s.sender_id is distinct from ${personId}::uuid
        order by n.seq limit 50`),
      forwarding: found.forwarding,
      callingAll: found.calling_all,
      forwardConsent: found.forward_consent,
      hideText: found.hide_text,
      announcementSeq: found.announcement_seq,
      closed: found.closed_at !== null,
      may: [
        ...(mayWrite(found, context.now) && mayReach ? (['send'] as const) : []),
        ...(open ? (['rename', 'addMembers'] as const) : []),
        ...(found.kind === 'group' ? (['leave'] as const) : []),
        ...(open && leads(found) ? (['lead'] as const) : []),
        ...(open && (leads(found) || found.calling_all) ? (['callAll'] as const) : []),
        ...((found.kind !== 'group' && found.closed_at === null) || (open && leads(found))
          ? (['pinMessages'] as const)
          : []),
        ...(open && found.role === 'owner' ? (['own'] as const) : []),
      ],
    };

    async function placesOf(query: RawBuilder<{ seq: number }>): Promise<number[]> {
      return (await query.execute(context.db)).rows.map((row) => row.seq);
    }
  },
);
