import { type RawBuilder, sql } from 'kysely';
import { refuse } from '#kernel/contract/failure.ts';
import { notFound } from '#kernel/contract/kernel-failures.ts';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import { certificationClosed } from '../../contract/failures.ts';
import { certifyUsers } from '../../contract/permissions.ts';
import type { StaffingTables } from '../staffing-tables.ts';

type Reads = Pick<QueryContext<StaffingTables>, 'actor' | 'reach'>;

/** SQL condition: the actor has the users of the employer of `c` certified. */
export function managesEmployer(context: Reads): RawBuilder<boolean> {
  const { company, employerIds } = context.reach(certifyUsers);
  return company ? sql<boolean>`true` : sql<boolean>`c.employer_id = any(${sql.val([...employerIds])}::uuid[])`;
}

/** SQL condition: the actor heads the department `d.department_id`. */
export function headsDepartment(context: Reads): RawBuilder<boolean> {
  const personId = context.actor.kind === 'person' ? context.actor.personId : null;
  return sql<boolean>`exists (select from directory.published_head h
    where h.department_id = d.department_id and h.person_id = ${personId}::uuid)`;
}

/** An open certification, locked, for a department that the actor answers for: its head, or HR; 404 for anybody else. */
export async function lockAnswerable(
  context: CommandContext<StaffingTables>,
  certificationId: string,
  departmentId: RawBuilder<unknown>,
): Promise<{ employerId: string; departmentId: string }> {
  const { rows } = await sql<{ employer_id: string; department_id: string; closed: boolean }>`
    select c.employer_id, d.department_id, c.closed_at is not null as closed
    from staffing.certification c join staffing.certified_department d on d.certification_id = c.id
    where c.id = ${certificationId}::uuid and d.department_id = (${departmentId})
      and (${managesEmployer(context)} or ${headsDepartment(context)}) for update of d`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  if (row.closed) throw refuse(certificationClosed);
  return { employerId: row.employer_id, departmentId: row.department_id };
}

/** An open certification of an employer whose users the actor has certified, locked. */
export async function lockManaged(
  context: CommandContext<StaffingTables>,
  certificationId: string,
): Promise<{ employerId: string }> {
  const { rows } = await sql<{ employer_id: string; closed: boolean }>`
    select c.employer_id, c.closed_at is not null as closed from staffing.certification c
    where c.id = ${certificationId}::uuid and ${managesEmployer(context)} for update`.execute(context.db);
  const [row] = rows;
  if (!row) throw refuse(notFound);
  if (row.closed) throw refuse(certificationClosed);
  return { employerId: row.employer_id };
}

/** Who answers for departments of a certification. */
export async function headsOf(context: CommandContext<StaffingTables>, certificationId: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct h.person_id from staffing.certified_department d
    join directory.published_head h on h.department_id = d.department_id
    where d.certification_id = ${certificationId}::uuid order by 1`.execute(context.db);
  return rows.map((row) => row.person_id);
}

export const byOf = (context: Pick<Reads, 'actor'>): string | null =>
  context.actor.kind === 'person' ? context.actor.personId : null;
