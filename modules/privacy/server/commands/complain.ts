import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/complaints.ts';
import { complaintMade } from '../../contract/events.ts';
import { aboutOneself } from '../../contract/failures.ts';
import { complaintCame } from '../../contract/notices.ts';
import { passOn } from '../complaints/pass-on.ts';
import { tell } from '../complaints/tell.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const complain = handle<PrivacyTables>()(contract.complain, async (context, { about, text }) => {
  const { personId: complainantId } = context.person();
  const personId = about.kind === 'person' ? about.personId : null;
  const departmentId = about.kind === 'department' ? about.departmentId : null;
  if (personId === complainantId) throw refuse(aboutOneself);
  const { rows } = await sql<{ known: boolean }>`select
    (${personId}::uuid is null or exists (select from directory.published_person where id = ${personId}::uuid))
    and (${departmentId}::uuid is null or exists (select from directory.published_department where id = ${departmentId}::uuid))
      as known`.execute(context.db);
  if (!rows[0]?.known) throw refuse(notFound);
  const complaintId = context.newId();
  await sql`insert into privacy.complaint
    (id, complainant_id, about_kind, about_person_id, about_department_id, about_function, text, at, state, counted_from_id)
    values (${complaintId}, ${complainantId}, ${about.kind}, ${personId}, ${departmentId},
      ${about.kind === 'function' ? about.role : null}, ${text}, ${context.now.toString()}, 'received', ${complainantId})`.execute(
    context.db,
  );
  context.about('privacyComplaint', complaintId);
  const deciderIds = await passOn(context, { complaintId, complainantId });
  await tell(context, complaintCame, complaintId, deciderIds, {});
  context.emit(complaintMade, { complaintId, toldIds: [complainantId, ...deciderIds] });
  return { complaintId };
});
