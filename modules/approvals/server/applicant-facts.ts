import { CompiledQuery } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { prepared } from '#kernel/server/database/prepared.ts';
import { togetherReader } from '#kernel/server/together/together-reader.ts';
import { approvalFailures } from '../contract/failures.ts';
import type { FormFacts } from '../domain/form/evaluate-form.ts';
import { applicantUnits } from './applicant-units.ts';

/** What is known of who a request is for. */
export interface ApplicantFacts extends FormFacts {
  readonly employerId: string;
  readonly timeZone: string;
  readonly now: string;
}

const text = prepared(
  'approvals.applicants',
  `select p.id, p.employer_id, e.time_zone, ${applicantUnits} from directory.published_person p
  join directory.published_employer e on e.id = p.employer_id where p.id = any($1::uuid[])`,
);

const workplaces = togetherReader<string, Omit<ApplicantFacts, 'applicant' | 'today' | 'now'> | undefined>({
  name: 'approvals.applicants',
  run: async (db, ids) => {
    const { rows } = await db.getExecutor().executeQuery<{
      id: string;
      employer_id: string;
      time_zone: string;
      applicant_departments: string;
      applicant_posts: string;
    }>(CompiledQuery.raw(text, [[...new Set(ids)]]));
    const found = new Map(
      rows.map(({ id, employer_id: employerId, time_zone: timeZone, ...units }) => [
        id,
        { employerId, timeZone, ...units },
      ]),
    );
    return ids.map((id) => found.get(id));
  },
});

/** The employer of an applicant, the day it is there, and where in it he is. */
export async function applicantFacts(
  context: Pick<QueryContext<unknown>, 'readTogether' | 'now'>,
  applicant: string,
): Promise<ApplicantFacts> {
  const found = await context.readTogether(workplaces, applicant);
  if (!found) throw refuse(approvalFailures.personNotFound, { person: applicant });
  const today = context.now.toZonedDateTimeISO(found.timeZone).toPlainDate().toString();
  return { ...found, applicant, today, now: context.now.toString() };
}
