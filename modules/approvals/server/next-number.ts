import { sql } from 'kysely';
import type { Numbering } from '../contract/form-design.ts';
import type { Work } from './carry-out.ts';
import type { ResolvedKind } from './kind-of.ts';

/**
 * The next number of a kind at an employer, without gaps, by the kind's numbering in the employer's time zone:
 * `QJ202603-0001`. One row per counter: the kind, the period after which it begins again, and the employer where it has a
 * prefix of its own. A number that stands on a request of another kind already is passed over.
 */
export async function nextNumber(
  context: Work,
  kind: Pick<ResolvedKind, 'name' | 'numbering'>,
  employer: { readonly id: string; readonly timeZone: string },
): Promise<string> {
  const { numbering } = kind;
  const today = context.now.toZonedDateTimeISO(employer.timeZone).toPlainDate().toString().replaceAll('-', '');
  const own = numbering.employers.find((one) => one.employerId === employer.id);
  const date = today.slice(0, dateDigits[numbering.date]);
  const stem = `${own?.prefix ?? numbering.prefix}${date}${date ? '-' : ''}`;
  const period = numbering.reset === 'never' ? '-' : today.slice(0, dateDigits[numbering.reset]);
  for (;;) {
    const { rows } = await sql<{ number: string; taken: boolean }>`
      with counted as (
        insert into approvals.number_given as n (kind, period, given)
        values (${kind.name}, ${own ? `${period} ${own.employerId}` : period}, 1)
        on conflict (kind, period) do update set given = n.given + 1 returning given),
      told as (select ${stem}::text || case when length(given::text) >= ${numbering.digits}::int then given::text
        else lpad(given::text, ${numbering.digits}::int, '0') end as number from counted)
      select number, exists (select 1 from approvals.instance i where i.number = told.number) as taken
      from told`.execute(context.db);
    const given = rows[0];
    if (!given) throw new Error('a counter gave no number');
    if (!given.taken) return given.number;
  }
}

const dateDigits: Readonly<Record<Numbering['date'] | Numbering['reset'], number>> = {
  none: 0,
  never: 0,
  year: 4,
  month: 6,
  day: 8,
};
