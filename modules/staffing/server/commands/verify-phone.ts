import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { handle } from '#kernel/server/define-module.ts';
import { managePeople } from '#modules/directory/contract/permissions.ts';
import { recordPhoneVerified } from '#modules/directory/contract/phone-proof.ts';
import { codeOver, codeWrong } from '../../contract/failures.ts';
import * as contract from '../../contract/phone-operations.ts';
import type { StaffingTables } from '../staffing-tables.ts';

const minutes = 10;
const most = 5;

export const verifyPhone = handle<StaffingTables>()(contract.verifyPhone, async (context, { code }) => {
  const { personId } = context.person();
  const { rows } = await sql<{ phone: string; salt: Buffer; hash: Buffer; made_at: string; tries: number }>`
    select phone, salt, hash, made_at, tries from staffing.phone_check where person_id = ${personId}::uuid for update`.execute(
    context.db,
  );
  const [check] = rows;
  const over =
    !check ||
    check.tries >= most ||
    Temporal.Instant.compare(Temporal.Instant.from(check.made_at).add({ minutes }), context.now) < 0;
  if (over) throw refuse(codeOver);
  if (!timingSafeEqual(createHmac('sha256', check.salt).update(code).digest(), check.hash)) {
    context.evenIfRefused(async (db) => {
      await sql`update staffing.phone_check set tries = tries + 1 where person_id = ${personId}::uuid`.execute(db);
    });
    throw refuse(codeWrong, { left: most - 1 - check.tries });
  }
  await sql`delete from staffing.phone_check where person_id = ${personId}::uuid`.execute(context.db);
  await context.callAs({ name: 'staffing.phone', permissions: [managePeople] }, recordPhoneVerified, {
    personId,
    phone: check.phone,
  });
  return {};
});
