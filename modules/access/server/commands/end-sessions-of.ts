import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { endSessionsOfOthers } from '../../contract/permissions.ts';
import * as contract from '../../contract/sessions.ts';
import type { AccessTables } from '../access-tables.ts';
import { endSessions } from '../end-sessions.ts';

export const endSessionsOf = handle<AccessTables>()(contract.endSessionsOf, async (context, { personId, reason }) => {
  const { rows } = await sql`
    select from directory.published_person p
    where p.id = ${personId}::uuid and ${context.within(endSessionsOfOthers, 'p.id')}`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  const ended = await endSessions(context, personId, { why: 'endedByOther' });
  await sql`
    insert into access.ended_by_other (id, person_id, at, by_id, reason)
    values (${context.newId()}, ${personId}, ${context.now.toString()}, ${context.person().personId}, ${reason})`.execute(
    context.db,
  );
  context.about('person', personId);
  for (const sessionId of ended) context.about('session', sessionId);
  return { ended: ended.length };
});
