import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { certificationChanged } from '../../contract/events.ts';
import { byOf, headsOf, lockAnswerable } from '../certification/certification-rows.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const answerCertified = handle<StaffingTables>()(contract.answerCertified, async (context, input) => {
  const { certificationId, personId, answer, note } = input;
  const { employerId } = await lockAnswerable(
    context,
    certificationId,
    sql`select p.department_id from staffing.certified_person p
      where p.certification_id = ${certificationId}::uuid and p.person_id = ${personId}::uuid`,
  );
  await sql`
    update staffing.certified_person set answer = ${answer}, note = ${note}, answered_by = ${byOf(context)},
      answered_at = ${context.now.toString()}, settled_at = null, settled_by = null, settled_note = null
    where certification_id = ${certificationId}::uuid and person_id = ${personId}::uuid`.execute(context.db);
  context.about('person', personId);
  context.emit(certificationChanged, { certificationId, employerId, headIds: await headsOf(context, certificationId) });
  return {};
});
