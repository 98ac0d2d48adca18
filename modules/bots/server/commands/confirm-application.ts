import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { changedMeanwhile, notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseFormer, refuseStale } from '#modules/access/contract/by-two.ts';
import { renameApplicationChats } from '#modules/messaging/contract/application-chats.ts';
import { applicationChanged } from '../../contract/events.ts';
import { secondPerson } from '../../contract/failures.ts';
import * as contract from '../../contract/operations.ts';
import { manageApplications } from '../../contract/permissions.ts';
import { speaking } from '../application-rows.ts';
import type { BotsTables } from '../bots-tables.ts';
import { hashOf, newKey, secretOf } from '../keys.ts';
import { proposalExpires } from '../proposal-expires.ts';

export const confirmApplication = handle<BotsTables>()(
  contract.confirmApplication,
  async (context, { applicationId, revision }) => {
    await refuseStale(context);
    const by = context.person().personId;
    const { rows } = await sql<{
      revision: number;
      state: string;
      name: string;
      proposed_by: string;
      generation: number;
    }>`
      select revision, state, name, proposed_by, generation from bots.application where id = ${applicationId}::uuid
      for update`.execute(context.db);
    const [found] = rows;
    if (!found) throw refuse(notFound);
    if (found.revision !== revision || found.state !== 'proposed') throw refuse(changedMeanwhile);
    if (found.proposed_by === by) throw refuse(secondPerson);
    await refuseFormer(context, found.proposed_by, manageApplications);
    const key = newKey();
    const generation = found.generation + 1;
    await sql`update bots.application set state = 'active', confirmed_by = ${by}::uuid,
        confirmed_at = ${context.now.toString()}::timestamptz, expires_at = null, generation = ${generation}, key_hash = ${hashOf(key)}
      where id = ${applicationId}::uuid`.execute(context.db);
    await context.unschedule(proposalExpires, applicationId);
    await context.callAs(speaking, renameApplicationChats, { applicationId, name: found.name });
    context.about('application', applicationId);
    context.emit(applicationChanged, { applicationId });
    return { applicationId, key, secret: secretOf(context.evidence, 'application', applicationId, generation) };
  },
);
