import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { separationChanged } from '../../contract/events.ts';
import { alreadyProposed, proposalOver } from '../../contract/failures.ts';
import * as contract from '../../contract/separation.ts';
import type { AccessTables } from '../access-tables.ts';
import { standInGlass } from '../grants/open-glass.ts';
import { proposalExpires } from '../grants/proposal-expires.ts';
import { carryOutSeparation } from '../separation/carry-out-separation.ts';
import { refuseUnready } from '../separation/refuse-unready.ts';
import { separationExpires } from '../separation/separation-expires.ts';

export const proposeSeparation = handle<AccessTables>()(
  contract.proposeSeparation,
  async (context, { separated, reason }) => {
    const by = context.person().personId;
    await refuseStale(context);
    const { db } = context;
    const now = context.now.toString();
    const standing = await db.selectFrom('access.separation').select('separated').executeTakeFirst();
    if (standing?.separated === separated) throw refuse(proposalOver);
    if (separated) await refuseUnready(db);
    const glass = await standInGlass(context, by);
    const id = context.newId();
    const expiresAt = await proposalExpires(context);
    const made = await db
      .insertInto('access.separation_proposal')
      .values({
        id,
        separated,
        reason: reason ?? '',
        proposed_at: now,
        proposed_by: by,
        expires_at: expiresAt.toString(),
        decided_at: glass ? now : null,
        decided_by: glass ? by : null,
        outcome: glass ? 'carriedOut' : null,
        glass_id: glass?.id ?? null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) throw refuse(alreadyProposed);
    if (glass) await carryOutSeparation(context, separated, { personId: by, approvedBy: null, glassId: glass.id });
    else await context.schedule(separationExpires, { key: id, at: expiresAt, input: { proposalId: id } });
    context.about('separation', id);
    context.emit(separationChanged, {
      proposalId: id,
      separated,
      what: glass ? 'carriedOut' : 'proposed',
      proposedBy: by,
      by: glass ? by : null,
    });
    return { proposalId: glass ? null : id };
  },
);
