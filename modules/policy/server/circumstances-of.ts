import { sql } from 'kysely';
import { readWorkingTime } from '#modules/worktime/contract/operations.ts';
import type { Fact, Stretch } from '../contract/fact.ts';
import type { Circumstances } from '../domain/find-case.ts';
import type { Command } from './policy-tables.ts';
import { runningGap } from './running-gap.ts';

/** What the system knows in favour of a person on a fact. One look at the database, besides the working time. */
export async function circumstancesOf(
  context: Command,
  fact: Fact,
  rulebook: {
    readonly id: string;
    readonly employerId: string;
    readonly revisionNumber: number;
    readonly timeZone: string;
  },
): Promise<Circumstances> {
  const { db } = context;
  const begun = fact.deliveredAt ?? fact.openedAt;
  const dueDay = Temporal.Instant.from(fact.dueAt).toZonedDateTimeISO(rulebook.timeZone).toPlainDate().toString();
  const { rows } = await sql<{
    employed: boolean;
    acknowledged_at: string | null;
    adopted: boolean;
    absences: Stretch[];
    outages: Stretch[];
  }>`
    select
      exists (select from directory.published_person p where p.id = ${fact.personId}::uuid
        and p.employer_id = ${rulebook.employerId}::uuid and (p.left_on is null or p.left_on > ${dueDay}::date)) as employed,
      (select a.at from policy.acknowledgement a where a.rulebook_id = ${rulebook.id}::uuid
        and a.revision_number = ${rulebook.revisionNumber} and a.person_id = ${fact.personId}::uuid) as acknowledged_at,
      (select count(*) = 3 from policy.adoption_step s where s.rulebook_id = ${rulebook.id}::uuid) as adopted,
      coalesce((select jsonb_agg(jsonb_build_object('from', a.from_at, 'to', a.to_at)) from policy.absence a
        where a.person_id = ${fact.personId}::uuid and a.to_at > ${begun}::timestamptz
          and a.from_at < ${fact.dueAt}::timestamptz), '[]') as absences,
      coalesce((select jsonb_agg(jsonb_build_object('from', o.from_at, 'to', o.to_at)) from policy.outage o
        where (o.employer_id is null or o.employer_id = ${rulebook.employerId}::uuid)
          and o.to_at > ${begun}::timestamptz and o.from_at < ${fact.dueAt}::timestamptz), '[]') as outages`.execute(
    db,
  );
  const row = rows[0];
  if (!row) throw new Error('no circumstances');
  const workingTime = await context.read(readWorkingTime, { personId: fact.personId });
  const gap = await runningGap(context);
  return {
    workingTimeKnown: workingTime.known,
    absences: row.absences,
    outages: gap ? [...row.outages, gap] : row.outages,
    employedThen: row.employed,
    acknowledgedAt: row.acknowledged_at === null ? null : Temporal.Instant.from(row.acknowledged_at),
    adopted: row.adopted,
  };
}
