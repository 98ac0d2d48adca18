import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '../../contract/events.ts';
import { lookForm, lookHours, lookProcess } from '../../contract/look-kind.ts';
import { lookOpened } from '../../contract/looks.ts';
import { aboutRequest, lookNotice } from '../../contract/notices.ts';
import type { ApprovalsTables } from '../approvals-tables.ts';
import { tellPeople } from '../tell-people.ts';

/** Because of this approval the request is open to who asked, for a day; whose it is is told who looks, and why. */
export const onLookEnded = subscriber<ApprovalsTables>()(
  'approvals.onLookEnded',
  requestEnded,
  async (context, { facts: { requestId: lookId, kind, outcome, applicantId } }) => {
    if (kind !== lookProcess.name || outcome !== 'approved') return;
    const { rows } = await sql<{ form: unknown; name: string }>`
      select i.form, p.name from approvals.instance i join directory.published_person p on p.id = i.applicant_id
      where i.id = ${lookId}::uuid`.execute(context.db);
    const { requestId, reason } = lookForm.parse(rows[0]?.form);
    const untilAt = context.now.add({ hours: lookHours }).toString();
    const { rows: opened } = await sql`
      insert into approvals.look (look_id, instance_id, person_id, reason, opened_at, until_at)
      select ${lookId}::uuid, i.id, ${applicantId}::uuid, ${reason}, ${context.now.toString()}::timestamptz, ${untilAt}::timestamptz
      from approvals.instance i where i.id = ${requestId}::uuid and i.destruction_no is null
      on conflict (look_id) do nothing returning look_id`.execute(context.db);
    if (opened.length === 0) return;
    const { rows: parts } = await sql<{ person_id: string; own: boolean }>`
      select person_id, bool_or(part in ('applicant', 'submitter')) as own from approvals.participant
      where instance_id = ${requestId}::uuid group by person_id order by person_id`.execute(context.db);
    const concerned = parts.map((part) => part.person_id);
    context.emit(lookOpened, { lookId, requestId, personId: applicantId, untilAt, concerned });
    await tellPeople(context, lookNotice, {
      requestId,
      personIds: parts.filter((part) => part.own).map((part) => part.person_id),
      about: aboutRequest(requestId),
      more: { by: rows[0]?.name ?? '', reason },
    });
  },
);
