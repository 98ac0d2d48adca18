import { type QueryExecutorProvider, sql } from 'kysely';
import type { QueryContext } from '#kernel/server/context.ts';
import { lookProcess } from '../../contract/look-kind.ts';

type Asks = Pick<QueryContext<unknown>, 'now'> & { readonly db: QueryExecutorProvider };

/** Whether a look that was approved is open for this person at this request now. */
export async function hasOpenLook(context: Asks, requestId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`select from approvals.look where instance_id = ${requestId}::uuid
    and person_id = ${personId}::uuid and until_at > ${context.now.toString()}::timestamptz limit 1`.execute(
    context.db,
  );
  return rows.length > 0;
}

/** Who was let look at a request that he has no part in: why, when, and who agreed; the newest first, at most 50. */
export async function looksAt(db: QueryExecutorProvider, requestId: string) {
  const { rows } = await sql<{
    look_id: string;
    person_id: string;
    name: string;
    reason: string;
    opened_at: string;
    until_at: string;
    agreed: string[];
  }>`select l.look_id, l.person_id, p.name, l.reason, l.opened_at, l.until_at,
      array(select a.name from approvals.done d join directory.published_person a on a.id = d.person_id
        where d.instance_id = l.look_id and d.outcome = 'approved' order by d.at) as agreed
    from approvals.look l join directory.published_person p on p.id = l.person_id
    where l.instance_id = ${requestId}::uuid order by l.opened_at desc, l.look_id limit 50`.execute(db);
  return rows.map((row) => ({
    lookId: row.look_id,
    person: { id: row.person_id, name: row.name },
    reason: row.reason,
    agreed: row.agreed,
    openedAt: row.opened_at,
    untilAt: row.until_at,
  }));
}

/** The look that this person asked for at this request and that nobody has decided yet. */
export async function lookAskedFor(db: QueryExecutorProvider, requestId: string, personId: string) {
  const { rows } = await sql<{ id: string; number: string }>`
    select i.id, i.number from approvals.instance i
    where i.applicant_id = ${personId}::uuid and i.kind = ${lookProcess.name} and i.ended_at is null
      and i.form->>'requestId' = ${requestId} limit 1`.execute(db);
  const [asked] = rows;
  return asked && { lookId: asked.id, number: asked.number };
}
