import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { proposalOver } from '#modules/access/contract/failures.ts';
import * as contract from '../../contract/applications.ts';
import { keyLapses } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { tellApplication } from '../told-application.ts';

export const stopKey = handle<IntegrationsTables>()(contract.stopKey, async (context, { keyId }) => {
  const { rows } = await sql<{ application_id: string }>`update integrations.key
    set stopped_at = ${context.now.toString()}::timestamptz, stopped_by = ${context.person().personId}::uuid
    where id = ${keyId}::uuid and outcome = 'agreed' and stopped_at is null returning application_id`.execute(
    context.db,
  );
  const [row] = rows;
  if (!row) throw refuse(proposalOver);
  await context.unschedule(keyLapses, keyId);
  context.about('applicationKey', keyId);
  tellApplication(context, row.application_id, 'keyStopped');
  return {};
});
