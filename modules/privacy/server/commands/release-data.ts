import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { dataHeld } from '../../contract/events.ts';
import { holdOver } from '../../contract/failures.ts';
import * as contract from '../../contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';

export const releaseData = handle<PrivacyTables>()(contract.releaseData, async (context, { holdId, reason }) => {
  const { personId: by } = context.person();
  const { rows } = await sql<{ person_id: string; ended_at: string | null }>`
    select h.person_id, h.ended_at from privacy.hold h
    where h.id = ${holdId}::uuid and ${context.within(superviseRetention, 'h.person_id')} for update`.execute(
    context.db,
  );
  const [hold] = rows;
  if (!hold) throw refuse(notFound);
  if (hold.ended_at !== null) throw refuse(holdOver);
  await sql`update privacy.hold set ended_by = ${by}, ended_at = ${context.now.toString()}, end_reason = ${reason.trim()}
    where id = ${holdId}::uuid`.execute(context.db);
  context.about('person', hold.person_id);
  context.emit(dataHeld, { holdId, personId: hold.person_id, held: false });
  return {};
});
