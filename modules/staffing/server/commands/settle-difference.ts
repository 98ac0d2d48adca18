import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { certificationChanged } from '../../contract/events.ts';
import { byOf, headsOf, lockManaged } from '../certification/certification-rows.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const settleDifference = handle<StaffingTables>()(contract.settleDifference, async (context, input) => {
  const { certificationId, personId, note } = input;
  const { employerId } = await lockManaged(context, certificationId);
  const { rows } = await sql`
    update staffing.certified_person set settled_by = ${byOf(context)}, settled_at = ${context.now.toString()},
      settled_note = ${note}
    where certification_id = ${certificationId}::uuid and person_id = ${personId}::uuid and answer in ('gone', 'wrong')
    returning 1`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  context.about('person', personId);
  context.emit(certificationChanged, { certificationId, employerId, headIds: await headsOf(context, certificationId) });
  return {};
});
