import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { hrFileTooMuch } from '../../contract/failures.ts';

/** Refuses an HR file that lacks or changes more of the employer's people than one file may: it is rather the file that is wrong. */
export async function refuseTooMuch(
  db: QueryExecutorProvider,
  employerId: string,
  file: { readonly absent: number; readonly changed: number },
  most: { readonly mostAbsent: number; readonly mostChanged: number },
): Promise<void> {
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from directory.person where employer_id = ${employerId}::uuid and left_on is null`.execute(
    db,
  );
  const people = rows[0]?.people ?? 0;
  const share = (some: number) => (people === 0 ? 0 : (some / people) * 100);
  if (share(file.absent) > most.mostAbsent) {
    throw refuse(hrFileTooMuch, { people: file.absent, most: most.mostAbsent });
  }
  if (share(file.changed) > most.mostChanged) {
    throw refuse(hrFileTooMuch, { people: file.changed, most: most.mostChanged });
  }
}
