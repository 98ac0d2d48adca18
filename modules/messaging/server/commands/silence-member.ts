import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { memberSilenced } from '../../contract/events.ts';
import { untilPast } from '../../contract/failures.ts';
import * as contract from '../../contract/group-tools.ts';
import { loadGroup, roleOfOther } from '../load-group.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const silenceMember = handle<MessagingTables>()(contract.silenceMember, async (context, input) => {
  const { conversationId, personId } = input;
  const group = await loadGroup(context, conversationId, 'leader');
  await roleOfOther(context, group, personId);
  if (input.until && Temporal.Instant.compare(input.until, context.now) <= 0) throw refuse(untilPast);
  const until = input.until ? Temporal.Instant.from(input.until).toString() : null;
  await sql`
    update messaging.member set silenced_until = ${until}
    where conversation_id = ${conversationId} and person_id = ${personId}`.execute(context.db);
  context.about('conversation', conversationId);
  context.about('person', personId);
  context.emit(memberSilenced, { conversationId, personId, until, byId: group.byId });
  return {};
});
