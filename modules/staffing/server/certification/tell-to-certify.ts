import { sql } from 'kysely';
import { recurring } from '#kernel/server/define-module.ts';
import { findHolders } from '#modules/access/contract/holders.ts';
import { certifyDueNotice } from '../../contract/notices.ts';
import { certifyEveryMonths } from '../../contract/settings.ts';
import type { StaffingTables } from '../staffing-tables.ts';
import { tellPeople } from '../tell-people.ts';

/** HR is told once when the list of users is to be certified again. An employer seen for the first time waits a whole period. */
export const tellToCertify = recurring<StaffingTables>()('staffing.tellToCertify', '30 8 * * *', async (context) => {
  const { db, now } = context;
  await sql`
    insert into staffing.certify_since (employer_id, since)
    select id, ${now.toString()} from directory.published_employer on conflict do nothing`.execute(db);
  const { rows } = await sql<{ employer_id: string; since: string; somebody: string }>`
    select s.employer_id, s.since, p.id as somebody from staffing.certify_since s
    join lateral (select id from directory.published_person where employer_id = s.employer_id and active order by id limit 1) p on true
    where s.told_at is null and not exists (select from staffing.certification c
      where c.employer_id = s.employer_id and c.closed_at is null)`.execute(db);
  for (const { employer_id, since, somebody } of rows) {
    const months = await context.setting(certifyEveryMonths, employer_id);
    const due = Temporal.Instant.from(since).toZonedDateTimeISO('UTC').add({ months }).toInstant();
    if (months === 0 || Temporal.Instant.compare(due, now) > 0) continue;
    const rule = { kind: 'role', role: 'hr', within: 'employer' } as const;
    const { answers } = await context.read(findHolders, { questions: [{ key: 'hr', personId: somebody, rule }] });
    await tellPeople(context, certifyDueNotice, answers[0]?.personIds ?? [], {
      facts: { months },
      about: { type: 'staffing.certify', id: employer_id },
      link: '/people/certifications',
    });
    await sql`update staffing.certify_since set told_at = ${now.toString()} where employer_id = ${employer_id}::uuid`.execute(
      db,
    );
  }
});
