import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/complaints.ts';
import { complaintMovedOn } from '../../contract/failures.ts';
import { complaintCame } from '../../contract/notices.ts';
import { lockComplaint } from '../complaints/load-complaint.ts';
import { passOn } from '../complaints/pass-on.ts';
import { tell } from '../complaints/tell.ts';
import { turnComplaint } from '../complaints/turn-complaint.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const objectToAnswer = handle<PrivacyTables>()(
  contract.objectToAnswer,
  async (context, { complaintId, reason }) => {
    const stored = await lockComplaint(context, complaintId);
    if (!stored.mine) throw refuse(notFound);
    if (stored.state !== 'answered' || stored.objected) throw refuse(complaintMovedOn);
    await sql`insert into privacy.objection (complaint_id, reason, at)
      values (${complaintId}, ${reason}, ${context.now.toString()})`.execute(context.db);
    const deciderIds = await passOn(context, { complaintId, complainantId: stored.complainant_id });
    await tell(context, complaintCame, complaintId, deciderIds, {});
    await turnComplaint(context, stored, 'objected', deciderIds);
    return {};
  },
);
