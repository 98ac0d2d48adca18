import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/conversations.ts';
import { conversationOpened } from '../../contract/events.ts';
import { groupFull } from '../../contract/failures.ts';
import { mostMembers } from '../../contract/settings.ts';
import { nameKey } from '../../domain/name-key.ts';
import { addToConversation, requireActive } from '../member-table.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const createGroup = handle<MessagingTables>()(contract.createGroup, async (context, input) => {
  const { name, personIds } = input;
  const personId = context.actor.kind === 'system' && input.ownerId ? input.ownerId : context.person().personId;
  const memberIds = [...new Set([personId, ...personIds])].sort();
  const most = await context.setting(mostMembers);
  if (memberIds.length > most) throw refuse(groupFull, { most });
  await requireActive(context.db, memberIds);
  const conversationId = context.newId();
  const at = context.now.toString();
  await sql`
    insert into messaging.conversation (id, kind, name, name_key, owner_id, last_at, member_count, made_at, made_by)
    values (${conversationId}, 'group', ${name}, ${nameKey(name)}, ${personId}, ${at}, ${memberIds.length}, ${at}, ${personId})`.execute(
    context.db,
  );
  await addToConversation(context.db, { conversationId, personIds: memberIds, seq: 0, at });
  context.about('conversation', conversationId);
  context.emit(conversationOpened, { conversationId, kind: 'group', personIds: memberIds });
  return { conversationId };
});
