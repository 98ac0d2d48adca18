import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/complaints.ts';
import { complaintMovedOn } from '../../contract/failures.ts';
import { complaintAnswered } from '../../contract/notices.ts';
import { lockComplaint } from '../complaints/load-complaint.ts';
import { tell } from '../complaints/tell.ts';
import { turnComplaint } from '../complaints/turn-complaint.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const answerComplaint = handle<PrivacyTables>()(
  contract.answerComplaint,
  async (context, { complaintId, outcome, reason }) => {
    const { personId } = context.person();
    const stored = await lockComplaint(context, complaintId);
    if (!stored.decides) throw refuse(notFound);
    const isOpen = stored.state === 'received' || stored.state === 'objected';
    if (!isOpen || stored.answered_by_me) throw refuse(complaintMovedOn);
    const isFinal = stored.objected;
    await sql`insert into privacy.answer (complaint_id, round, by_id, outcome, reason, at)
      values (${complaintId}, ${isFinal ? 2 : 1}, ${personId}, ${outcome}, ${reason}, ${context.now.toString()})`.execute(
      context.db,
    );
    await tell(context, complaintAnswered, complaintId, [stored.complainant_id], { final: isFinal });
    await turnComplaint(context, stored, isFinal ? 'closed' : 'answered');
    return {};
  },
);
