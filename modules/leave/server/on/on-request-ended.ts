import { sql } from 'kysely';
import { subscriber } from '#kernel/server/define-module.ts';
import { requestEnded } from '#modules/approvals/contract/events.ts';
import { leaveDropped, leaveTaken } from '../../contract/events.ts';
import { leaveProcess } from '../../contract/leave-kind.ts';
import type { LeaveTables } from '../leave-tables.ts';

interface Row {
  readonly person_id: string;
  readonly employer_id: string;
  readonly kind: string;
  readonly days: string;
  readonly from_date: string;
  readonly to_date: string;
  readonly begins: string;
  readonly ends: string;
}

/**
 * 事后: an approved leave enters the ledger, by the system because of this approval; any other end frees the time again.
 * Leave that is revoked after its approval is given back in the ledger, and the time is free.
 */
export const onRequestEnded = subscriber<LeaveTables>()(
  'leave.onRequestEnded',
  requestEnded,
  async (context, { number, facts: { requestId, kind, outcome } }) => {
    if (kind !== leaveProcess.name) return;
    const state = outcome === 'approved' ? 'taken' : 'dropped';
    const { rows } = await sql<Row>`update leave.request set state = ${state}
      where request_id = ${requestId}::uuid and state = ${outcome === 'revoked' ? 'taken' : 'asked'}
      returning person_id, employer_id, kind, days, from_date, to_date, begins, ends`.execute(context.db);
    const leave = rows[0];
    if (!leave) return;
    const whose = { requestId, personId: leave.person_id, employerId: leave.employer_id };
    const enter = (what: 'taken' | 'givenBack') =>
      sql`insert into leave.entry (id, request_id, person_id, employer_id, kind, what, days, first_day, at, because)
      values (${context.newId()}, ${requestId}, ${leave.person_id}, ${leave.employer_id}, ${leave.kind}, ${what}, ${leave.days},
        ${leave.from_date}, ${context.now.toString()}, ${number})`.execute(context.db);
    if (state === 'dropped') {
      if (outcome === 'revoked') await enter('givenBack');
      context.emit(leaveDropped, whose);
      return;
    }
    await enter('taken');
    const { from_date: from, to_date: to, begins, ends } = leave;
    context.emit(leaveTaken, { ...whose, days: Number(leave.days), from, to, begins, ends });
  },
);
