import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { factorResetChanged } from '../../contract/events.ts';
import { nothingToReset, resetOpen, secondPersonNeeded, strongerThanYou } from '../../contract/failures.ts';
import { resetSecondFactors } from '../../contract/permissions.ts';
import * as contract from '../../contract/second-factors.ts';
import { factorResetByTwo } from '../../contract/settings.ts';
import type { AccessTables } from '../access-tables.ts';
import { factorResetExpires } from '../factor-reset-expires.ts';
import { factorsOf } from '../factors-of.ts';
import { proposalExpires } from '../grants/proposal-expires.ts';
import { resetFactors } from '../reset-factors.ts';
import { strongerThanActor } from '../stronger-than-actor.ts';

export const proposeFactorReset = handle<AccessTables>()(
  contract.proposeFactorReset,
  async (context, { personId, reason }) => {
    await refuseStale(context);
    const actor = context.person();
    const { rows } = await sql<{ name: string }>`
      select p.name from directory.published_person p
      where p.id = ${personId}::uuid and p.active and ${context.within(resetSecondFactors, 'p.id')}`.execute(
      context.db,
    );
    const [person] = rows;
    if (!person) throw refuse(notFound);
    if (personId === actor.personId) throw refuse(secondPersonNeeded);
    if ((await strongerThanActor(context, [personId])).size > 0) {
      throw refuse(strongerThanYou, { names: [person.name] });
    }
    const { totpSince, passkeys } = await factorsOf(context, personId);
    if (totpSince === null && passkeys === 0) throw refuse(nothingToReset);
    const alone = !(await context.setting(factorResetByTwo));
    const resetId = context.newId();
    const now = context.now.toString();
    const expiresAt = alone ? null : (await proposalExpires(context)).toString();
    const inserted = await context.db
      .insertInto('access.factor_reset')
      .values({
        id: resetId,
        person_id: personId,
        reason,
        proposed_at: now,
        proposed_by: actor.personId,
        expires_at: expiresAt,
        decided_at: alone ? now : null,
        decided_by: alone ? actor.personId : null,
        carried_out: alone ? true : null,
        alone,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows !== 1n) throw refuse(resetOpen);
    if (expiresAt === null) await resetFactors(context, personId, reason);
    else await context.schedule(factorResetExpires, { key: resetId, at: expiresAt, input: { resetId } });
    context.about('person', personId);
    context.about('factorReset', resetId);
    context.emit(factorResetChanged, {
      resetId,
      personId,
      what: alone ? 'carriedOut' : 'proposed',
      by: actor.personId,
    });
    return { resetId, carriedOut: alone };
  },
);
