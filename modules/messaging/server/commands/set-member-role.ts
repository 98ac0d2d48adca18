import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { memberRoleSet } from '../../contract/events.ts';
import { guestNeedsReason, untilPast } from '../../contract/failures.ts';
import * as contract from '../../contract/group-tools.ts';
import { guestEnds } from '../guest-ends.ts';
import { loadGroup, roleOfOther } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const setMemberRole = handle<MessagingTables>()(contract.setMemberRole, async (context, input) => {
  const { conversationId, personId, role } = input;
  const group = await loadGroup(context, conversationId, 'owner');
  await roleOfOther(context, group, personId);
  const guest = input.guest && role === 'guest' ? input.guest : null;
  if (role === 'guest' && !guest) throw refuse(guestNeedsReason);
  if (guest && Temporal.Instant.compare(guest.until, context.now) <= 0) throw refuse(untilPast);
  const until = guest ? Temporal.Instant.from(guest.until).toString() : null;
  await sql`
    update messaging.member set role = ${role}, guest_reason = ${guest?.reason ?? null}, guest_until = ${until}
    where conversation_id = ${conversationId} and person_id = ${personId}`.execute(context.db);
  const key = `${conversationId} ${personId}`;
  if (until) await context.schedule(guestEnds, { key, at: until, input: { conversationId, personId } });
  else await context.unschedule(guestEnds, key);
  context.about('conversation', conversationId);
  context.about('person', personId);
  context.emit(memberRoleSet, {
    conversationId,
    personId,
    role,
    guest: guest && until ? { reason: guest.reason, until } : null,
    byId: group.byId,
  });
  return {};
});
