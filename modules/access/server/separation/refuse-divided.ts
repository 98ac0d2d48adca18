import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { roleDivided } from '../../contract/failures.ts';

/** Refuses to change what one of the three administrators may do while they are separated. */
export async function refuseDivided(db: QueryExecutorProvider, roleId: string): Promise<void> {
  const { rows } = await sql`select from access.separation s join access.role r on r.id = ${roleId}::uuid
    where s.separated and r.key in ('administrator', 'securityAdministrator', 'auditAdministrator')`.execute(db);
  if (rows.length > 0) throw refuse(roleDivided);
}
