import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/complaints.ts';
import { complaintMovedOn } from '../../contract/failures.ts';
import { lockComplaint } from '../complaints/load-complaint.ts';
import { turnComplaint } from '../complaints/turn-complaint.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const acceptAnswer = handle<PrivacyTables>()(contract.acceptAnswer, async (context, { complaintId }) => {
  const stored = await lockComplaint(context, complaintId);
  if (!stored.mine) throw refuse(notFound);
  if (stored.state !== 'answered') throw refuse(complaintMovedOn);
  await turnComplaint(context, stored, 'closed');
  await sql`update privacy.complaint set accepted_at = ${context.now.toString()} where id = ${complaintId}::uuid`.execute(
    context.db,
  );
  return {};
});
