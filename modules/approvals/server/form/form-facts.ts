import { sql } from 'kysely';
import type { FormFacts } from '../../domain/form/evaluate-form.ts';
import type { Reads } from '../load-request.ts';

/** What a form knows beside its values: the day where the applicant works, and who that is. */
export async function formFacts(
  context: Pick<Reads, 'db'> & { readonly now: Temporal.Instant },
  applicant: string,
): Promise<FormFacts> {
  const { rows } = await sql<{ time_zone: string }>`
    select e.time_zone from directory.published_person p join directory.published_employer e on e.id = p.employer_id
    where p.id = ${applicant}::uuid`.execute(context.db);
  const today = context.now.toZonedDateTimeISO(rows[0]?.time_zone ?? 'UTC').toPlainDate();
  return { today: today.toString(), applicant };
}
