import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseFormer, refuseStale } from '#modules/access/contract/by-two.ts';
import { proposalOver, secondPersonNeeded } from '#modules/access/contract/failures.ts';
import * as contract from '../../contract/applications.ts';
import { manageApplications } from '../../contract/permissions.ts';
import { awaitFetching } from '../await-fetching.ts';
import { wishExpires } from '../expiry-timers.ts';
import type { IntegrationsTables } from '../integrations-tables.ts';
import { loadKey } from '../key-row.ts';
import { standingApplication } from '../standing-application.ts';
import { tellApplication } from '../told-application.ts';

export const decideKey = handle<IntegrationsTables>()(contract.decideKey, async (context, { keyId, agree }) => {
  await refuseStale(context);
  const { personId } = context.person();
  const key = await loadKey(context, keyId);
  if (key.outcome !== null) throw refuse(proposalOver);
  if (agree) {
    await standingApplication(context, key.application_id);
    if (key.asked_by === personId) throw refuse(secondPersonNeeded);
    await refuseFormer(context, key.asked_by, manageApplications);
  }
  const outcome = agree ? 'agreed' : key.asked_by === personId ? 'withdrawn' : 'refused';
  await sql`update integrations.key set decided_at = ${context.now.toString()}::timestamptz, decided_by = ${personId}::uuid,
    outcome = ${outcome} where id = ${keyId}::uuid`.execute(context.db);
  await context.unschedule(wishExpires, keyId);
  if (agree) await awaitFetching(context, keyId);
  context.about('applicationKey', keyId);
  tellApplication(context, key.application_id, `key-${outcome}`, key.asked_by);
  return {};
});
