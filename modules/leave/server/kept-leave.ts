import { sql } from 'kysely';
import type { CommandContext, QueryContext } from '#kernel/server/context.ts';
import type { LeaveTables } from './leave-tables.ts';

type Reads = Pick<QueryContext<LeaveTables>, 'person'> & {
  readonly db: CommandContext<LeaveTables>['db'] | QueryContext<LeaveTables>['db'];
};

/** Whose a leave is, and at which employer. */
export interface Whose {
  readonly personId: string;
  readonly employerId: string;
}

interface KeptLeave extends Whose {
  /** What was handed to approvals; the days in it were reckoned here and not by a client. */
  readonly form: unknown;
}

interface Row {
  readonly person_id: string;
  readonly employer_id: string;
  readonly form: unknown;
}

const kept = ({ rows: [row] }: { rows: Row[] }): KeptLeave | undefined =>
  row && { personId: row.person_id, employerId: row.employer_id, form: row.form };

/** What was kept under this id. */
export async function keptLeave(context: Reads, requestId: string): Promise<KeptLeave | undefined> {
  return kept(
    await sql<Row>`select person_id, employer_id, form from leave.request
      where request_id = ${requestId}::uuid`.execute(context.db),
  );
}

/** The same for the person concerned and for who submitted it for him; nobody else is told that there is such a leave. */
export async function ownLeave(context: Reads, requestId: string): Promise<KeptLeave | undefined> {
  return kept(
    await sql<Row>`select r.person_id, r.employer_id, r.form from leave.request r
      join approvals.published_request a on a.id = r.request_id
      where r.request_id = ${requestId}::uuid and ${context.person().personId}::uuid in (a.applicant_id, a.submitter_id)`.execute(
      context.db,
    ),
  );
}
