import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import { superviseRetention } from '#kernel/contract/retention.ts';
import { handle } from '#kernel/server/define-module.ts';
import { dataHeld } from '../../contract/events.ts';
import * as contract from '../../contract/retention.ts';
import type { PrivacyTables } from '../privacy-tables.ts';
import { lockHolds } from '../retention/lock-holds.ts';

export const holdData = handle<PrivacyTables>()(contract.holdData, async (context, { personId, reason }) => {
  const { personId: by } = context.person();
  const { rows } = await sql`select from directory.published_person p
    where p.id = ${personId}::uuid and ${context.within(superviseRetention, 'p.id')}`.execute(context.db);
  if (rows.length === 0) throw refuse(notFound);
  await lockHolds(context);
  const holdId = context.newId();
  await sql`insert into privacy.hold (id, person_id, reason, placed_by, placed_at)
    values (${holdId}, ${personId}, ${reason.trim()}, ${by}, ${context.now.toString()})`.execute(context.db);
  context.about('person', personId);
  context.emit(dataHeld, { holdId, personId, held: true });
  return { holdId };
});
