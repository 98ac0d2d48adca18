import { sql } from 'kysely';
import { onTimer } from '#kernel/server/define-module.ts';
import { factorResetChanged } from '../../contract/events.ts';
import type { AccessTables } from '../access-tables.ts';
import { factorResetExpires } from '../factor-reset-expires.ts';

/** A reset that nobody agreed to in time never comes. */
export const expireFactorReset = onTimer<AccessTables>()(factorResetExpires, async (context, { resetId }) => {
  const { rows } = await sql<{ person_id: string; proposed_by: string }>`
    update access.factor_reset set carried_out = false, decided_at = ${context.now.toString()}::timestamptz
    where id = ${resetId}::uuid and decided_at is null returning person_id, proposed_by`.execute(context.db);
  for (const { person_id: personId, proposed_by: proposedBy } of rows) {
    context.about('factorReset', resetId);
    context.emit(factorResetChanged, { resetId, personId, what: 'expired', by: null, proposedBy });
  }
});
