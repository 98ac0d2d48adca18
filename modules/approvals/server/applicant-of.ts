import { sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { approvalFailures } from '../contract/failures.ts';
import { submitForOthers } from '../contract/permissions.ts';
import type { Asks } from './answer-questions.ts';

/** Whose request it becomes, and at which employer: one's own, or that of somebody in service in the actor's reach (代发起). */
export async function applicantOf(
  context: Pick<QueryContext<never>, 'person' | 'may' | 'within'> & Pick<Asks, 'db'>,
  applicantId: string | undefined,
): Promise<{ personId: string; employerId: string }> {
  const { personId, employerId } = context.person();
  if (applicantId === undefined || applicantId === personId) return { personId, employerId };
  const refused = refuse(approvalFailures.notForThem, { person: applicantId });
  if (!context.may(submitForOthers)) throw refused;
  const { rows } = await sql<{ employer_id: string }>`
    select p.employer_id from directory.published_person p
    where p.id = ${applicantId}::uuid and p.active and ${context.within(submitForOthers, 'p.id')}`.execute(context.db);
  const [found] = rows;
  if (!found) throw refused;
  return { personId: applicantId, employerId: found.employer_id };
}
