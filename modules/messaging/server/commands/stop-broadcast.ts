import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/broadcasts.ts';
import { broadcastEnded } from '../../contract/failures.ts';
import { endBroadcast } from '../compose/end-broadcast.ts';
import type { MessagingTables } from '../messaging-tables.ts';

export const stopBroadcast = handle<MessagingTables>()(contract.stopBroadcast, async (context, { broadcastId }) => {
  const { personId } = context.person();
  const { rows } = await sql<{ state: string }>`
    select state from messaging.broadcast where id = ${broadcastId} and author_id = ${personId} for update`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found) throw refuse(notFound);
  if (found.state !== 'running') throw refuse(broadcastEnded);
  await endBroadcast(context, { broadcastId, authorId: personId }, 'stopped');
  context.about('broadcast', broadcastId);
  return {};
});
