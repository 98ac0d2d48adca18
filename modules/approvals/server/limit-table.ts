import { sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import type { LimitPeriod } from '../contract/authority-limit.ts';
import { administer } from '../contract/permissions.ts';
import type { Asks } from './answer-questions.ts';

/** A limit of authority as it is stored. */
export interface LimitRow {
  readonly id: string;
  readonly employer_id: string;
  readonly kind: string | null;
  readonly holder_kind: 'post' | 'role' | 'person';
  readonly holder: string;
  readonly most: number | null;
  readonly period: LimitPeriod;
  readonly set_by: string;
  readonly set_at: string;
}

/** Employers whose approvals the actor administers. */
export async function administeredEmployers(
  context: Pick<QueryContext<never>, 'reach'> & Pick<Asks, 'db'>,
): Promise<{ id: string; name: string }[]> {
  const { company, employerIds } = context.reach(administer);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from directory.published_employer
    where ${company}::boolean or id = any(${sql.val([...employerIds])}::uuid[]) order by name, id`.execute(context.db);
  return rows;
}
