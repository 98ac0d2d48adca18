import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '#modules/access/contract/by-two.ts';
import { findSecond } from '#modules/access/contract/find-second.ts';
import { applicationChanged } from '../../contract/events.ts';
import { noAddress, visibleUnfit } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { applicationPicture } from '../application-picture.ts';
import type { BotsTables } from '../bots-tables.ts';
import { proposalExpires } from '../proposal-expires.ts';
import { requireRanges } from '../require-ranges.ts';

/** What is changed waits for a second person, and says nothing until then. */
export const proposeApplication = handle<BotsTables>()(contract.proposeApplication, async (context, input) => {
  await refuseStale(context);
  const { revision, name, purpose, address = null, ranges, takesMessages, visible } = input;
  requireRanges(ranges);
  if (takesMessages && address === null) throw refuse(noAddress);
  const { departmentIds, personIds } = visible.everybody ? { departmentIds: [], personIds: [] } : visible;
  if (!visible.everybody && departmentIds.length + personIds.length === 0) throw refuse(visibleUnfit);
  const picture = input.picture ? await applicationPicture(input.picture) : null;
  const by = context.person().personId;
  const now = context.now.toString();
  const { expiresAt } = await context.read(findSecond, {});
  const applicationId = input.applicationId ?? context.newId();
  if (input.applicationId === undefined) {
    await sql`
      insert into bots.application (id, revision, state, name, purpose, address, ranges, everybody,
        department_ids, person_ids, takes_messages, picture, proposed_by, proposed_at, expires_at,
        generation)
      values (${applicationId}::uuid, 1, 'proposed', ${name}, ${purpose}, ${address}, ${sql.val(ranges)}::text[],
        ${visible.everybody}, ${sql.val(departmentIds)}::uuid[], ${sql.val(personIds)}::uuid[], ${takesMessages}, ${picture}, ${by}::uuid,
        ${now}::timestamptz, ${expiresAt}::timestamptz, 0)`.execute(context.db);
  } else {
    const { rows } = await sql<{ revision: number }>`
      select revision from bots.application where id = ${applicationId}::uuid for update`.execute(context.db);
    const [found] = rows;
    if (!found) throw refuse(notFound);
    if (found.revision !== revision) throw refuse(changedMeanwhile);
    await sql`update bots.application set revision = revision + 1, state = 'proposed', key_hash = null, name = ${name},
        purpose = ${purpose}, address = ${address}, ranges = ${sql.val(ranges)}::text[],
        everybody = ${visible.everybody}, department_ids = ${sql.val(departmentIds)}::uuid[], person_ids = ${sql.val(personIds)}::uuid[],
        takes_messages = ${takesMessages}, picture = case when ${input.picture === undefined} then picture else ${picture}::bytea end,
        proposed_by = ${by}::uuid,
        proposed_at = ${now}::timestamptz, expires_at = ${expiresAt}::timestamptz, confirmed_by = null, confirmed_at = null
      where id = ${applicationId}::uuid`.execute(context.db);
  }
  await context.schedule(proposalExpires, { key: applicationId, at: expiresAt, input: { applicationId } });
  context.about('application', applicationId);
  context.emit(applicationChanged, { applicationId });
  return { applicationId };
});
