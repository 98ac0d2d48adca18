import { sql } from 'kysely';
import { handle } from '#kernel/server/define-module.ts';
import * as contract from '../../contract/operations.ts';
import { watermark } from '../../contract/settings.ts';
import type { ContentTables } from '../content-tables.ts';

export const readWatermark = handle<ContentTables>()(contract.readWatermark, async (context) => {
  const { personId } = context.person();
  const { rows } = await sql<{ name: string; account: string; phone: string | null; zone: string }>`
    select p.name, p.account, c.phone, e.time_zone as zone from directory.published_person p
    join directory.published_employer e on e.id = p.employer_id
    left join directory.published_contact c on c.person_id = p.id where p.id = ${personId}::uuid`.execute(context.db);
  const [row] = rows;
  const digits = row?.phone?.replace(/\D/g, '') ?? '';
  const day = context.now.toZonedDateTimeISO(row?.zone ?? 'Asia/Shanghai').toPlainDate();
  const { places, secrets } = await context.setting(watermark);
  return {
    text: [row?.name, digits.length >= 7 ? digits.slice(-4) : row?.account, day.toString()].filter(Boolean).join(' '),
    places,
    secrets,
  };
});
