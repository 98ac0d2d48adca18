import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { sendNotices } from '#modules/notifications/contract/permissions.ts';
import { sendPhoneCode } from '#modules/notifications/contract/phone-code.ts';
import { codeTooSoon, noPhone } from '../../contract/failures.ts';
import * as contract from '../../contract/phone-operations.ts';
import type { StaffingTables } from '../staffing-tables.ts';

/** Nobody's phone rings more often, in seconds. */
const pause = 60;

export const askPhoneCode = handle<StaffingTables>()(contract.askPhoneCode, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<{ phone: string | null; made_at: string | null }>`
    select c.phone, k.made_at from directory.published_contact c
    left join staffing.phone_check k on k.person_id = c.person_id where c.person_id = ${personId}::uuid`.execute(
    context.db,
  );
  const [found] = rows;
  if (!found?.phone) throw refuse(noPhone);
  const since = found.made_at
    ? context.now.since(Temporal.Instant.from(found.made_at)).total('seconds')
    : Number.POSITIVE_INFINITY;
  if (since < pause) throw refuse(codeTooSoon, { seconds: Math.ceil(pause - since) });
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const salt = randomBytes(16);
  const hash = createHmac('sha256', salt).update(code).digest();
  await sql`
    insert into staffing.phone_check (person_id, phone, salt, hash, made_at)
    values (${personId}, ${found.phone}, ${salt}, ${hash}, ${context.now.toString()})
    on conflict (person_id) do update set phone = excluded.phone, salt = excluded.salt, hash = excluded.hash,
      made_at = excluded.made_at, tries = 0`.execute(context.db);
  await context.callAs({ name: 'staffing.phone', permissions: [sendNotices] }, sendPhoneCode, { personId, code });
  context.about('person', personId);
  return { to: found.phone.replace(/(?<=^.{3,})[0-9](?=.{4,}$)/g, '*') };
});
