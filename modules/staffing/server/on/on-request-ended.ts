import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import { followUpChanged } from '../../contract/events.ts';
import { staffingKinds } from '../../contract/kinds.ts';
import { carryOut } from '../carry-out.ts';
import type { StaffingTables } from '../staffing-tables.ts';

/** An approved request is carried out by the system because of this approval, once, as far as it can be; the rest is left to HR. */
export const onRequestEnded = subscriber<StaffingTables>()(
  'staffing.onRequestEnded',
  requestEnded,
  async (context, { number, facts: { requestId, kind, outcome, applicantId, employerId } }) => {
    if (!staffingKinds.some(({ name }) => name === kind)) return;
    if (outcome === 'revoked') {
      // What was done is to be taken back by people; what wasn't, isn't done any more.
      const { rows } = await sql<{ state: 'open' | 'revoked' }>`update staffing.follow_up
        set state = case when carried is not null or done_at is not null then 'open' else 'revoked' end,
          undo = true, done_at = null, done_by = null
        where request_id = ${requestId}::uuid and not undo returning state`.execute(context.db);
      if (rows[0]) context.emit(followUpChanged, { requestId, employerId, state: rows[0].state });
    }
    if (outcome !== 'approved') return;
    const { rows } = await sql<{ form: unknown }>`select r.form from approvals.published_request r
      where r.id = ${requestId}::uuid and not exists (select from staffing.follow_up f where f.request_id = r.id)`.execute(
      context.db,
    );
    if (!rows[0]) return;
    const { subjectId, dueOn, carried, refusal, left } = await carryOut(context, kind, rows[0].form);
    const state = left ? 'open' : 'done';
    const now = context.now.toString();
    await sql`insert into staffing.follow_up
        (request_id, kind, applicant_id, employer_id, subject_id, due_on, carried, refusal, state, recorded_at, because, done_at)
      values (${requestId}, ${kind}, ${applicantId}, ${employerId}, ${subjectId}, ${dueOn}, ${carried}, ${refusal}, ${state},
        ${now}, ${number}, ${left ? null : now})`.execute(context.db);
    context.emit(followUpChanged, { requestId, employerId, state });
  },
);
