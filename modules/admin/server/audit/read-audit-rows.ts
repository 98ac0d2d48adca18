import { sql } from 'kysely';
import type { InputOf, OutputOf } from '#kernel/contract/operation.ts';
import type { Words } from '#kernel/contract/words.ts';
import type { QueryContext } from '#kernel/server/context.ts';
import { uuidIn } from '#kernel/server/database/uuid-in.ts';
import type { listAudit } from '../../contract/audit.ts';
import type { AdminTables } from '../admin-tables.ts';
import { auditedOperations } from './audited-operations.ts';

type Row = OutputOf<typeof listAudit>['rows'][number];
type Asked = Pick<InputOf<typeof listAudit>, 'personId' | 'operation' | 'outcome' | 'from' | 'until'>;

/**
 * Lines of the audit, the newest first, at most `limit`; `after`: the id of the last line that was shown. What the program
 * does by itself is told where it is about sign-in and permissions; whom it notified of what belongs to their work.
 */
export async function readAuditRows(
  context: Pick<QueryContext<AdminTables>, 'db' | 'contracts' | 'person'>,
  asked: Asked & { readonly after?: string | undefined; readonly limit: number },
): Promise<Row[]> {
  const operations = auditedOperations(context.contracts);
  const { personId, operation, outcome, from, until, after, limit } = asked;
  const zone = sql`(select e.time_zone from directory.published_employer e
    where e.id = ${context.person().employerId}::uuid)`;
  const names = [...operations.keys()].filter((name) => operation === undefined || name === operation);
  const { rows } = await sql<Omit<Row, 'summary'>>`
    select a.id, a.at, a.operation, a.outcome, a.failure_code as "failureCode",
      json_build_object('kind', a.actor_kind, 'id', a.actor_id, 'name', w.name) as actor,
      (select coalesce(json_agg(json_build_object('type', o.value ->> 'type', 'id', o.value ->> 'id', 'name', p.name)
          order by o.ordinality), '[]')
       from jsonb_array_elements(a.objects) with ordinality o
       left join directory.published_person p on o.value ->> 'type' = 'person' and p.id = ${uuidIn(sql`o.value ->> 'id'`)}) as objects
    from kernel.audit a
    left join directory.published_person w on a.actor_kind = 'person' and w.id = ${uuidIn(sql`a.actor_id`)}
    where a.operation = any(${sql.val(names)}::text[])
      and (a.actor_kind <> 'system' or a.operation like 'access.%')
      ${personId ? sql`and a.actor_kind = 'person' and a.actor_id = ${personId}` : sql``}
      ${outcome ? sql`and a.outcome = ${outcome}` : sql``}
      ${from ? sql`and a.at >= ${from}::date::timestamp at time zone ${zone}` : sql``}
      ${until ? sql`and a.at < (${until}::date + 1)::timestamp at time zone ${zone}` : sql``}
      ${after ? sql`and (a.at, a.id) < (select b.at, b.id from kernel.audit b where b.id = ${after}::uuid)` : sql``}
    order by a.at desc, a.id desc limit ${limit}`.execute(context.db);
  const told = ({ zh, en }: Words) => ({ zh, en });
  return rows.map((row) => ({
    ...row,
    summary: told(operations.get(row.operation) ?? { zh: row.operation, en: row.operation }),
  }));
}
