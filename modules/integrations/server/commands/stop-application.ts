import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/applications.ts';
import { applicationOff } from '../../contract/failures.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

export const stopApplication = handle<IntegrationsTables>()(
  contract.stopApplication,
  async (context, { applicationId }) => {
    const { personId } = context.person();
    const now = context.now.toString();
    const { numAffectedRows } = await sql`update integrations.application
      set active = false, stopped_at = ${now}::timestamptz, stopped_by = ${personId}::uuid, revision = revision + 1
      where id = ${applicationId}::uuid and active`.execute(context.db);
    if (numAffectedRows !== 1n) throw refuse(applicationOff);
    await sql`update integrations.key set stopped_at = ${now}::timestamptz, stopped_by = ${personId}::uuid
      where application_id = ${applicationId}::uuid and outcome = 'agreed' and stopped_at is null`.execute(context.db);
    await sql`update integrations.key set decided_at = ${now}::timestamptz, decided_by = ${personId}::uuid, outcome = 'refused'
      where application_id = ${applicationId}::uuid and outcome is null`.execute(context.db);
    await sql`update integrations.delivery set state = 'dead', next_try = null, error = 'applicationOff'
      where application_id = ${applicationId}::uuid and state = 'waiting'`.execute(context.db);
    await sql`delete from integrations.webhook where application_id = ${applicationId}::uuid`.execute(context.db);
    tellApplication(context, applicationId, 'stopped');
    return {};
  },
);
