import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { handle } from '#kernel/server/define-module.ts';
import { digestSeen } from '../../contract/events.ts';
import * as contract from '../../contract/supervision.ts';
import type { AdminTables } from '../admin-tables.ts';

export const markDigestSeen = handle<AdminTables>()(contract.markDigestSeen, async (context, { digestId }) => {
  const supervisorId = context.person().personId;
  const { rows } = await sql`
    update admin.digest d set seen_at = coalesce(d.seen_at, ${context.now.toString()}::timestamptz) from admin.supervision s
    where d.id = ${digestId}::uuid and s.id = d.supervision_id and s.supervisor_id = ${supervisorId}::uuid
    returning 1`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  context.about('digest', digestId);
  context.emit(digestSeen, { digestId, supervisorId });
  return {};
});
