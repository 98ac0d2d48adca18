import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { refuseStale } from '../../contract/by-two.ts';
import { factorResetChanged } from '../../contract/events.ts';
import { secondPersonNeeded, strongerThanYou } from '../../contract/failures.ts';
import { resetSecondFactors } from '../../contract/permissions.ts';
import * as contract from '../../contract/second-factors.ts';
import type { AccessTables } from '../access-tables.ts';
import { factorResetExpires } from '../factor-reset-expires.ts';
import { refuseFormer } from '../refuse-former.ts';
import { resetFactors } from '../reset-factors.ts';
import { strongerThanActor } from '../stronger-than-actor.ts';

export const decideFactorReset = handle<AccessTables>()(
  contract.decideFactorReset,
  async (context, { resetId, agree }) => {
    await refuseStale(context);
    const actor = context.person();
    const { rows } = await sql<{ person_id: string; proposed_by: string; reason: string; name: string }>`
      select r.person_id, r.proposed_by, r.reason, p.name
      from access.factor_reset r join directory.published_person p on p.id = r.person_id
      where r.id = ${resetId}::uuid and r.decided_at is null and ${context.within(resetSecondFactors, 'p.id')}
      for update of r`.execute(context.db);
    const [reset] = rows;
    if (!reset) throw refuse(notFound);
    // Who proposed it may take it back, but not carry it out.
    if (actor.personId === reset.person_id || (agree && actor.personId === reset.proposed_by)) {
      throw refuse(secondPersonNeeded);
    }
    if (agree && (await strongerThanActor(context, [reset.person_id])).size > 0) {
      throw refuse(strongerThanYou, { names: [reset.name] });
    }
    if (agree) await refuseFormer(context, reset.proposed_by, resetSecondFactors);
    await context.db
      .updateTable('access.factor_reset')
      .set({ decided_at: context.now.toString(), decided_by: actor.personId, carried_out: agree })
      .where('id', '=', resetId)
      .execute();
    await context.unschedule(factorResetExpires, resetId);
    if (agree) await resetFactors(context, reset.person_id, reset.reason);
    context.about('person', reset.person_id);
    context.about('factorReset', resetId);
    context.emit(factorResetChanged, {
      resetId,
      personId: reset.person_id,
      what: agree ? 'carriedOut' : 'refused',
      by: actor.personId,
    });
    return {};
  },
);
