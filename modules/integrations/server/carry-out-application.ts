import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { logPosition } from '#kernel/server/events/events-after.ts';
import type { Definition } from '../contract/definition.ts';
import { applicationChangedMeanwhile } from '../contract/failures.ts';
import { newSecret, sealText } from './feed/signing-secret.ts';
import type { Command } from './integrations-tables.ts';

/** What was proposed holds from now on. Refuses where the application has changed since it was proposed. */
export async function carryOutApplication(
  context: Command,
  proposal: {
    readonly applicationId: string;
    readonly revision: number;
    readonly definition: Definition;
    readonly proposedBy: string;
    readonly approvedBy: string | null;
    readonly glassId: string | null;
  },
): Promise<void> {
  const { db, now } = context;
  const { applicationId, revision, proposedBy, approvedBy, glassId } = proposal;
  const { rows } = await sql`
    insert into integrations.application (id, revision, active, definition, changed_at, proposed_by, approved_by, glass_id)
    values (${applicationId}::uuid, ${revision + 1}, true, ${JSON.stringify(proposal.definition)}::jsonb,
      ${now.toString()}::timestamptz, ${proposedBy}::uuid, ${approvedBy}::uuid, ${glassId}::uuid)
    on conflict (id) do update set revision = excluded.revision, active = true, definition = excluded.definition,
      changed_at = excluded.changed_at, proposed_by = excluded.proposed_by, approved_by = excluded.approved_by,
      glass_id = excluded.glass_id, stopped_at = null, stopped_by = null
      where application.revision = ${revision}
    returning id`.execute(db);
  if (rows.length === 0) throw refuse(applicationChangedMeanwhile);
  if (proposal.definition.webhook === null) {
    await sql`delete from integrations.webhook where application_id = ${applicationId}::uuid`.execute(db);
    return;
  }
  // It is told what happens from now on.
  const { number } = await logPosition(db);
  const secret = await sealText(context, applicationId, newSecret());
  await sql`insert into integrations.webhook (application_id, number, secret)
    values (${applicationId}::uuid, ${number}, ${secret}::jsonb) on conflict do nothing`.execute(db);
}
