import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { applicationChanged } from '../../contract/events.ts';
import * as contract from '../../contract/operations.ts';
import type { BotsTables } from '../bots-tables.ts';
import { requireRanges } from '../require-ranges.ts';

/** What is changed waits for a second person, and says nothing until then. */
export const proposeApplication = handle<BotsTables>()(contract.proposeApplication, async (context, input) => {
  const { revision, name, purpose, address = null, ranges } = input;
  requireRanges(ranges);
  const by = context.person().personId;
  const now = context.now.toString();
  const applicationId = input.applicationId ?? context.newId();
  if (input.applicationId === undefined) {
    await sql`
      insert into bots.application (id, revision, state, name, purpose, address, ranges, proposed_by, proposed_at, generation)
      values (${applicationId}::uuid, 1, 'proposed', ${name}, ${purpose}, ${address}, ${sql.val(ranges)}::text[], ${by}::uuid,
        ${now}::timestamptz, 0)`.execute(context.db);
  } else {
    const { rows } = await sql<{ revision: number }>`
      select revision from bots.application where id = ${applicationId}::uuid for update`.execute(context.db);
    const [found] = rows;
    if (!found) throw refuse(notFound);
    if (found.revision !== revision) throw refuse(changedMeanwhile);
    await sql`update bots.application set revision = revision + 1, state = 'proposed', key_hash = null, name = ${name},
        purpose = ${purpose}, address = ${address}, ranges = ${sql.val(ranges)}::text[], proposed_by = ${by}::uuid,
        proposed_at = ${now}::timestamptz, confirmed_by = null, confirmed_at = null
      where id = ${applicationId}::uuid`.execute(context.db);
  }
  context.about('application', applicationId);
  context.emit(applicationChanged, { applicationId });
  return { applicationId };
});
