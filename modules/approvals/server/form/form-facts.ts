import { sql } from 'kysely';
import type { FormFacts } from '../../domain/form/evaluate-form.ts';
import { applicantUnits } from '../applicant-units.ts';
import type { Reads } from '../load-request.ts';

/** What a form knows beside its values: the day where the applicant works, who that is, his departments and posts. */
export async function formFacts(
  context: Pick<Reads, 'db'> & { readonly now: Temporal.Instant },
  applicant: string,
): Promise<FormFacts> {
  const { rows } = await sql<{ time_zone: string; applicant_departments: string; applicant_posts: string }>`
    select e.time_zone, ${sql.raw(applicantUnits)} from directory.published_person p join directory.published_employer e on e.id = p.employer_id
    where p.id = ${applicant}::uuid`.execute(context.db);
  const { time_zone: zone = 'UTC', ...units } = rows[0] ?? {};
  const today = context.now.toZonedDateTimeISO(zone).toPlainDate();
  return { today: today.toString(), applicant, ...units };
}
