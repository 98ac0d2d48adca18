import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/clean-up.ts';
import { certificationChanged } from '../../contract/events.ts';
import { byOf, headsOf, lockAnswerable } from '../certification/certification-rows.ts';
import type { StaffingTables } from '../staffing-tables.ts';

export const confirmDepartment = handle<StaffingTables>()(contract.confirmDepartment, async (context, input) => {
  const { certificationId, departmentId } = input;
  const { employerId } = await lockAnswerable(context, certificationId, sql`${departmentId}::uuid`);
  const [by, at] = [byOf(context), context.now.toString()];
  await sql`
    update staffing.certified_person set answer = 'right', answered_by = ${by}, answered_at = ${at}
    where certification_id = ${certificationId}::uuid and department_id = ${departmentId}::uuid and answer is null`.execute(
    context.db,
  );
  await sql`
    update staffing.certified_department set confirmed_by = ${by}, confirmed_at = ${at}
    where certification_id = ${certificationId}::uuid and department_id = ${departmentId}::uuid and confirmed_at is null`.execute(
    context.db,
  );
  context.about('certification', certificationId);
  context.emit(certificationChanged, { certificationId, employerId, headIds: await headsOf(context, certificationId) });
  return {};
});
